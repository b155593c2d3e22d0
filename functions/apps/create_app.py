"""An app is what traces are sent to: an LLM application under observation."""

from shared.auth.permissions import Permission
from shared.domain.apps.model import (
    DEFAULT_ENVIRONMENT,
    DEFAULT_RETENTION_DAYS,
    App,
    Environments,
    RedactionRules,
    RetentionDays,
)
from shared.domain.apps.repository import AppRepository
from shared.domain.apps.schemas import AppView
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request, ShortText, Title


class CreateApp(Request):
    """What the app is called, where it runs, how long its traces are kept, and what is never stored of them."""

    name: Title
    description: ShortText = ""
    environments: Environments = (DEFAULT_ENVIRONMENT,)
    retention_days: RetentionDays = DEFAULT_RETENTION_DAYS
    redaction_rules: RedactionRules = ()


@command("POST /v1/apps", permission=Permission.APPS_WRITE, idempotent=True, status=201)
async def create_app(request: CreateApp, ctx: CommandContext) -> AppView:
    """Create an app."""
    app = App(
        id=ctx.new_id(),
        name=request.name,
        description=request.description,
        environments=request.environments,
        retention_days=request.retention_days,
        redaction_rules=request.redaction_rules,
        created_by=ctx.author,
        created_at=ctx.now,
        updated_at=ctx.now,
    )
    AppRepository(ctx.work).add(app)
    ctx.work.about(appId=app.id)
    return AppView.of(app)

"""Apps are changed by merge patch. What is stored already stays as it was stored."""

from shared.auth.permissions import Permission
from shared.domain.apps.model import Environments, RedactionRules, RetentionDays
from shared.domain.apps.repository import AppRepository
from shared.domain.apps.schemas import AppView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request, ShortText, Title


class UpdateApp(Request):
    """What changes; a list replaces the list there was, and null leaves a field as it is."""

    app_id: Identifier
    name: Title | None = None
    description: ShortText | None = None
    environments: Environments | None = None
    retention_days: RetentionDays | None = None
    redaction_rules: RedactionRules | None = None


@command(
    "PATCH /v1/apps/{appId}",
    permission=Permission.APPS_WRITE,
    loads=Loads(AppRepository, "app_id"),
    errors=(FailedPrecondition,),
)
async def update_app(request: UpdateApp, ctx: CommandContext) -> AppView:
    """Change an app; redaction and retention hold for what comes in from now on."""
    apps = AppRepository(ctx.work)
    app = await apps.get(request.app_id)
    app.require_active()
    given = {name: getattr(request, name) for name in type(request).model_fields if name != "app_id"}
    changed = app.with_(**{name: value for name, value in given.items() if value is not None}, updated_at=ctx.now)
    apps.save(changed)
    return AppView.of(changed)

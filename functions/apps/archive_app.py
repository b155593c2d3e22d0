"""An archived app takes no traces; those it has can be read until their time is over."""

from shared.auth.permissions import Permission
from shared.domain.apps.model import AppStatus
from shared.domain.apps.repository import AppRepository
from shared.domain.apps.schemas import AppView
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ArchiveApp(Request):
    """Which app."""

    app_id: Identifier


@command("POST /v1/apps/{appId}/archive", permission=Permission.APPS_WRITE, loads=Loads(AppRepository, "app_id"))
async def archive_app(request: ArchiveApp, ctx: CommandContext) -> AppView:
    """Archive an app for good; one that is archived stays as it is."""
    apps = AppRepository(ctx.work)
    app = await apps.get(request.app_id)
    if app.status is AppStatus.ACTIVE:
        app = app.archived(at=ctx.now)
        apps.save(app)
    return AppView.of(app)

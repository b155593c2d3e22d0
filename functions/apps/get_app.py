"""One app, as it is set up."""

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.apps.schemas import AppView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetApp(Request):
    """Which app."""

    app_id: Identifier


@query("GET /v1/apps/{appId}", permission=Permission.APPS_READ, loads=Loads(AppRepository, "app_id"))
async def get_app(request: GetApp, ctx: QueryContext) -> AppView:
    """Show an app."""
    return AppView.of(await AppRepository(ctx.reads).get(request.app_id))

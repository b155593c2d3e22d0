"""Which apps there are."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.apps.model import AppStatus
from shared.domain.apps.repository import APP_LIST, AppRepository
from shared.domain.apps.schemas import AppView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import ListRequest


class ListApps(ListRequest):
    """Of which status; all of them without one."""

    status: AppStatus | None = None


@query("GET /v1/apps", permission=Permission.APPS_READ, lists=APP_LIST)
async def list_apps(request: ListApps, ctx: QueryContext) -> Page[AppView]:
    """List apps by name."""
    page = await AppRepository(ctx.reads).page(APP_LIST, request.page(), {"status": request.status})
    return page.with_items([AppView.of(app) for app in page.items])

"""Which key pairs an app has: revoked ones stay, for whoever reads the audit entries."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.api_keys.repository import API_KEY_LIST, ApiKeyRepository
from shared.domain.api_keys.schemas import ApiKeyView
from shared.domain.apps.repository import AppRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListAppKeys(ListRequest):
    """Of which app."""

    app_id: Identifier


@query(
    "GET /v1/apps/{appId}/keys",
    permission=Permission.API_KEYS_MANAGE,
    loads=Loads(AppRepository, "app_id", tagged=False),
    lists=API_KEY_LIST,
)
async def list_app_keys(request: ListAppKeys, ctx: QueryContext) -> Page[ApiKeyView]:
    """List an app's key pairs, newest first."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    page = await ApiKeyRepository(ctx.reads).page(API_KEY_LIST, request.page(), {"appId": app.id})
    return page.with_items([ApiKeyView.of(key) for key in page.items])

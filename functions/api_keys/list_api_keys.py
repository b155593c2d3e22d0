"""Which keys there are: revoked ones stay, for whoever reads the audit entries."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.api_keys.repository import API_KEY_LIST, ApiKeyRepository
from shared.domain.api_keys.schemas import ApiKeyView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import ListRequest


class ListApiKeys(ListRequest):
    """All of them."""


@query("GET /v1/api-keys", permission=Permission.API_KEYS_MANAGE, lists=API_KEY_LIST)
async def list_api_keys(request: ListApiKeys, ctx: QueryContext) -> Page[ApiKeyView]:
    """List API keys, newest first."""
    page = await ApiKeyRepository(ctx.reads).page(API_KEY_LIST, request.page())
    return page.with_items([ApiKeyView.of(key) for key in page.items])

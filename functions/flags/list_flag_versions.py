"""The history of a flag: each change, who made it and why."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.flags.repository import FLAG_VERSION_LIST, FlagRepository, FlagVersionRepository
from shared.domain.flags.schemas import FlagVersionView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.flag_requests import FlagListRequest


class ListFlagVersions(FlagListRequest):
    """Of which flag."""


@query(
    "GET /v1/apps/{appId}/environments/{environment}/flags/{flagKey}/versions",
    permission=Permission.FLAGS_READ,
    loads=Loads(FlagRepository, "flag_id", tagged=False),
    lists=FLAG_VERSION_LIST,
)
async def list_flag_versions(request: ListFlagVersions, ctx: QueryContext) -> Page[FlagVersionView]:
    """List a flag's versions, the latest first."""
    flag = await FlagRepository(ctx.reads).get(request.flag_id)
    page = await FlagVersionRepository(ctx.reads).page(FLAG_VERSION_LIST, request.page(), {"flagId": flag.id})
    return page.with_items([FlagVersionView.of(version) for version in page.items])

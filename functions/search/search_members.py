"""Members by name and e-mail address."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page, page_of
from shared.domain.tenants.repository import MemberRepository
from shared.domain.tenants.schemas import MemberView
from shared.domain.tenants.searching import SEARCH_KIND
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import SearchRequest


class SearchMembers(SearchRequest):
    """The words of a name or an address."""


@query("GET /v1/search/members", permission=Permission.MEMBERS_READ)
async def search_members(request: SearchMembers, ctx: QueryContext) -> Page[MemberView]:
    """Find members by words, beginnings of words and words with a typo, the best match first."""
    hits = await ctx.search.find(SEARCH_KIND, request.q, {})
    scope = {"search": SEARCH_KIND, "q": request.q}
    page = page_of(hits, request.page(), ctx.reads.tenant_id, scope, lambda hit: [-hit.score, hit.id])
    members = await MemberRepository(ctx.reads).get_many([hit.id for hit in page.items])
    return page.with_items([MemberView.of(member) for member in members if member is not None])

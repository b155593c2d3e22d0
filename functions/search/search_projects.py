"""Projects by the words of their names and descriptions; whoever sees only those they are in finds only those."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page, page_of
from shared.domain.projects.model import ProjectStatus
from shared.domain.projects.repository import ProjectRepository
from shared.domain.projects.schemas import ProjectSummary
from shared.domain.projects.searching import SEARCH_KIND
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import SearchRequest


class SearchProjects(SearchRequest):
    """The words, and which projects."""

    status: ProjectStatus | None = None


@query("GET /v1/search/projects", permission=Permission.PROJECTS_READ)
async def search_projects(request: SearchProjects, ctx: QueryContext) -> Page[ProjectSummary]:
    """Find projects by words, beginnings of words and words with a typo, the best match first."""
    member = None if ctx.holds(Permission.PROJECTS_READ) else ctx.member.user_id
    facets = {"status": request.status, "member": member}
    hits = await ctx.search.find(SEARCH_KIND, request.q, facets)
    scope = {"search": SEARCH_KIND, "q": request.q, **facets}
    page = page_of(hits, request.page(), ctx.reads.tenant_id, scope, lambda hit: [-hit.score, hit.id])
    projects = await ProjectRepository(ctx.reads).get_many([hit.id for hit in page.items])
    # The index follows what is stored, so somebody may have left a project since.
    seen = [
        project
        for project in projects
        if project is not None and not project.deleted and (member is None or member in project.member_ids)
    ]
    return page.with_items([ProjectSummary.of(project) for project in seen])

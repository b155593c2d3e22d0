"""The tasks of a project by words; a moment ago's change may not be found yet."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page, page_of
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.repository import TaskRepository
from shared.domain.tasks.schemas import TaskView
from shared.domain.tasks.searching import SEARCH_KIND
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, SearchRequest


class SearchTasks(SearchRequest):
    """The words, and which tasks of which project."""

    project_id: Identifier
    status: Identifier | None = None
    tag: Identifier | None = None


@query(
    "GET /v1/search/projects/{projectId}/tasks",
    permission=Permission.TASKS_READ,
    loads=Loads(ProjectRepository, "project_id", tagged=False),
)
async def search_tasks(request: SearchTasks, ctx: QueryContext) -> Page[TaskView]:
    """Find tasks of a project by words, beginnings of words and words with a typo, the best match first."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    facets = {"project": project.id, "status": request.status, "tag": request.tag}
    hits = await ctx.search.find(SEARCH_KIND, request.q, facets)
    scope = {"search": SEARCH_KIND, "q": request.q, **facets}
    page = page_of(hits, request.page(), ctx.reads.tenant_id, scope, lambda hit: [-hit.score, hit.id])
    tasks = await TaskRepository(ctx.reads).get_many([hit.id for hit in page.items])
    # The index follows what is stored, so a task may have been deleted or moved away since.
    there = [task for task in tasks if task is not None and not task.deleted and task.project_id == project.id]
    return page.with_items([TaskView.of(task) for task in there])

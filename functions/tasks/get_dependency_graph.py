"""Everything before and behind a task."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.dependencies import around
from shared.domain.tasks.repository import DependencyRepository, TaskRepository
from shared.domain.tasks.schemas import DependencyGraph, DependencyView, GraphTask
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request

MAX_TASKS = 500
"""More than anybody reads, and few enough for one answer."""


class GetDependencyGraph(Request):
    """Around which task."""

    project_id: Identifier
    task_id: Identifier


@query(
    "GET /v1/projects/{projectId}/tasks/{taskId}/dependency-graph",
    permission=Permission.TASKS_READ,
    loads=Loads(TaskRepository, "task_id", tagged=False, whole=(ProjectRepository, "project_id")),
)
async def get_dependency_graph(request: GetDependencyGraph, ctx: QueryContext) -> DependencyGraph:
    """Get what a task waits for, directly or not, and what waits for it; tasks that were deleted are left out."""
    tasks = TaskRepository(ctx.reads)
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    task = await tasks.get_of(project.id, request.task_id)
    found = around(await DependencyRepository(ctx.reads).all_of(project.id), task.id)
    ids = list(dict.fromkeys([task.id, *(id for each in found for id in (each.depends_on_task_id, each.task_id))]))
    there = {each.id: each for each in await tasks.get_many(ids[:MAX_TASKS]) if each and not each.deleted}
    shown = [each for each in found if each.task_id in there and each.depends_on_task_id in there]
    return DependencyGraph(
        tasks=tuple(GraphTask.of(each) for each in there.values()),
        dependencies=tuple(DependencyView.of(each) for each in shown),
        complete=len(ids) <= MAX_TASKS,
    )

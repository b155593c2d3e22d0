"""What would move if one task waited for another; nothing is changed."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.dependencies import Lag, TaskDependency, dependency_id, require_waitable
from shared.domain.tasks.impact import impact
from shared.domain.tasks.repository import DependencyRepository, TaskRepository
from shared.domain.tasks.schemas import DependencyImpact, MovedTask
from shared.engines.scheduling.plan import Relation
from shared.engines.scheduling.working_time import moment_of
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request

MAX_TASKS = 10_000
NAMED = 500


class PreviewDependencyImpact(Request):
    """Which task would wait for which, how, and for how long after."""

    project_id: Identifier
    task_id: Identifier
    depends_on_task_id: Identifier
    relation: Relation = Relation.FS
    lag_minutes: Lag = 0
    elapsed: bool = False


def _other(request: PreviewDependencyImpact) -> list[str]:
    return [TaskRepository.path(request.depends_on_task_id)]


@query(
    "GET /v1/projects/{projectId}/tasks/{taskId}/dependencies/{dependsOnTaskId}/impact",
    permission=Permission.TASKS_READ,
    loads=Loads(TaskRepository, "task_id", beside=_other, tagged=False, whole=(ProjectRepository, "project_id")),
    errors=(FailedPrecondition,),
)
async def preview_dependency_impact(request: PreviewDependencyImpact, ctx: QueryContext) -> DependencyImpact:
    """Get what a dependency would move, reckoned in standard weeks from the day the project starts."""
    tasks = TaskRepository(ctx.reads)
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    task = await tasks.get_of(project.id, request.task_id)
    other = await tasks.get_of(project.id, request.depends_on_task_id)
    require_waitable(task, request.relation)
    every = await tasks.all_of(project.id, MAX_TASKS + 1)
    if len(every) > MAX_TASKS:
        raise FailedPrecondition(f"a preview holds at most {MAX_TASKS} tasks", code="project_too_large")
    added = TaskDependency(
        id=dependency_id(task.id, other.id),
        project_id=project.id,
        task_id=task.id,
        task_line=task.ancestors,
        depends_on_task_id=other.id,
        depends_on_line=other.ancestors,
        relation=request.relation,
        lag_minutes=request.lag_minutes,
        elapsed=request.elapsed,
        created_by="",
        created_at=ctx.now,
    )
    before, after, moves = impact(
        every, await DependencyRepository(ctx.reads).all_of(project.id), added, project.starts_at
    )
    return DependencyImpact(
        moved=len(moves),
        tasks=tuple(MovedTask.of(move) for move in moves[:NAMED]),
        finish_before=moment_of(before.finish),
        finish_after=moment_of(after.finish),
    )

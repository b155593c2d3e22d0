"""A pair of tasks depends once: setting it again changes how."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.dependencies import (
    DependencyGuard,
    Lag,
    TaskDependency,
    dependency_id,
    require_no_cycle,
    require_waitable,
)
from shared.domain.tasks.repository import DependencyGuardRepository, DependencyRepository, TaskRepository
from shared.domain.tasks.schemas import DependencyView
from shared.engines.scheduling.plan import Relation
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class SetDependency(Request):
    """Which task waits for which, how, and for how long after; a negative lag is a lead."""

    project_id: Identifier
    task_id: Identifier
    depends_on_task_id: Identifier
    relation: Relation = Relation.FS
    lag_minutes: Lag = 0
    elapsed: bool = False


def _beside(request: SetDependency) -> list[str]:
    pair = dependency_id(request.task_id, request.depends_on_task_id)
    return [
        TaskRepository.path(request.depends_on_task_id),
        DependencyRepository.path(pair),
        DependencyGuardRepository.path(request.project_id),
    ]


@command(
    "PUT /v1/projects/{projectId}/tasks/{taskId}/dependencies/{dependsOnTaskId}",
    permission=Permission.TASKS_WRITE,
    loads=Loads(TaskRepository, "task_id", beside=_beside, tagged=False, whole=(ProjectRepository, "project_id")),
    errors=(FailedPrecondition,),
)
async def set_dependency(request: SetDependency, ctx: CommandContext) -> DependencyView:
    """Have a task wait for another of its project; a ring of tasks that wait for each other is refused."""
    tasks, dependencies = TaskRepository(ctx.work), DependencyRepository(ctx.work)
    guards = DependencyGuardRepository(ctx.work)
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    task = await tasks.get_of(project.id, request.task_id)
    other = await tasks.get_of(project.id, request.depends_on_task_id)
    require_waitable(task, request.relation)
    # Neither task is deleted meanwhile; and as this task is written, whoever gives it a subtask looks again.
    tasks.save(task)
    if other.id != task.id:
        tasks.hold(other)
    guard = await guards.find(project.id)
    known = await dependencies.find(dependency_id(task.id, other.id))
    dependency = TaskDependency(
        id=dependency_id(task.id, other.id),
        project_id=project.id,
        task_id=task.id,
        task_line=task.ancestors,
        depends_on_task_id=other.id,
        depends_on_line=other.ancestors,
        relation=request.relation,
        lag_minutes=request.lag_minutes,
        elapsed=request.elapsed,
        created_by=known.created_by if known else ctx.author,
        created_at=known.created_at if known else ctx.now,
    )
    others = [each for each in await dependencies.all_of(project.id) if each.id != dependency.id]
    require_no_cycle([*others, dependency])
    counted = guard or DependencyGuard(id=project.id)
    await guards.put(counted if known else counted.with_one_more())
    await dependencies.put(dependency)
    return DependencyView.of(dependency)

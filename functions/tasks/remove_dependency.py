"""What no longer waits is free at once."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.dependencies import dependency_id
from shared.domain.tasks.repository import DependencyGuardRepository, DependencyRepository, TaskRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RemoveDependency(Request):
    """Which task no longer waits for which."""

    project_id: Identifier
    task_id: Identifier
    depends_on_task_id: Identifier


def _beside(request: RemoveDependency) -> list[str]:
    pair = dependency_id(request.task_id, request.depends_on_task_id)
    return [DependencyRepository.path(pair), DependencyGuardRepository.path(request.project_id)]


@command(
    "DELETE /v1/projects/{projectId}/tasks/{taskId}/dependencies/{dependsOnTaskId}",
    permission=Permission.TASKS_WRITE,
    loads=Loads(TaskRepository, "task_id", beside=_beside, tagged=False, whole=(ProjectRepository, "project_id")),
    errors=(FailedPrecondition,),
    status=204,
)
async def remove_dependency(request: RemoveDependency, ctx: CommandContext) -> None:
    """Have a task wait for another no longer."""
    dependencies, guards = DependencyRepository(ctx.work), DependencyGuardRepository(ctx.work)
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    task = await TaskRepository(ctx.work).get_of(project.id, request.task_id)
    dependencies.remove(await dependencies.get(dependency_id(task.id, request.depends_on_task_id)))
    guards.save((await guards.get(project.id)).with_one_less())

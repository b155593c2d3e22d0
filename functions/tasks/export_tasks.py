"""Tasks become a file; `write_task_export` writes it, `download_task_file` hands it out."""

from shared.auth.permissions import Permission
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.events import TaskExportRequested, TaskFileExpired
from shared.domain.tasks.exporting import EXPORT_KIND, ExportFormat
from shared.domain.tasks.files import KEPT_FOR, TaskFile, TaskFileRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ExportTasks(Request):
    """Of which project, and in which format."""

    project_id: Identifier
    format: ExportFormat = ExportFormat.CSV


@command(
    "POST /v1/projects/{projectId}/task-exports",
    permission=Permission.TASKS_READ,
    loads=Loads(ProjectRepository, "project_id", tagged=False),
    idempotent=True,
    status=202,
)
async def export_tasks(request: ExportTasks, ctx: CommandContext) -> OperationView:
    """Write a project's tasks to a file that can be imported."""
    project = await ProjectRepository(ctx.work).get(request.project_id)
    operation = begun(ctx.work, id=ctx.new_id(), kind=EXPORT_KIND, subject_id=project.id, created_by=ctx.author)
    file = TaskFile(
        id=operation.id,
        project_id=project.id,
        name=request.format.file_name,
        content_type=request.format.content_type,
        created_by=ctx.author,
        created_at=ctx.now,
        expires_at=ctx.now + KEPT_FOR,
    )
    TaskFileRepository(ctx.work).add(file)
    ctx.work.emit(TaskExportRequested(file_id=file.id, format=request.format.value))
    ctx.work.emit(TaskFileExpired(file_id=file.id), at=file.expires_at)
    ctx.work.about(operationId=operation.id)
    return OperationView.of(operation)

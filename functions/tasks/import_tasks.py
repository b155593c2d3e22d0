"""A file of tasks becomes tasks of a project; `import_task_rows` reads it, `download_task_file` has the report."""

from shared.auth.permissions import Permission
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.events import TaskFileExpired, TaskImportReceived
from shared.domain.tasks.files import KEPT_FOR, TaskFile, TaskFileRepository
from shared.domain.tasks.importing import IMPORT_KIND
from shared.domain.uploads.model import UploadPurpose
from shared.domain.uploads.repository import UploadRepository
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ImportTasks(Request):
    """A complete upload of a table, of Jira's issues or of a plan of Microsoft Project, which the import takes.

    `dry_run` tells what would become of its rows; with `calendars` the plan's become the project's.
    """

    project_id: Identifier
    upload_id: Identifier
    dry_run: bool = False
    calendars: bool = False


def _upload_path(request: ImportTasks) -> list[str]:
    return [UploadRepository.path(request.upload_id)]


@command(
    "POST /v1/projects/{projectId}/task-imports",
    permission=Permission.PROJECTS_UPDATE,
    loads=Loads(ProjectRepository, "project_id", beside=_upload_path, tagged=False),
    idempotent=True,
    errors=(NotFound, FailedPrecondition),
    status=202,
)
async def import_tasks(request: ImportTasks, ctx: CommandContext) -> OperationView:
    """Make tasks of a file's, or change those that came from the same external ids."""
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    upload = await UploadRepository(ctx.work).get(request.upload_id)
    upload.require_for(UploadPurpose.TASK_FILE)
    operation = begun(ctx.work, id=ctx.new_id(), kind=IMPORT_KIND, subject_id=project.id, created_by=ctx.author)
    report = TaskFile(
        id=operation.id,
        project_id=project.id,
        name="task-import.csv",
        content_type="text/csv",
        created_by=ctx.author,
        created_at=ctx.now,
        expires_at=ctx.now + KEPT_FOR,
    )
    TaskFileRepository(ctx.work).add(report)
    ctx.work.emit(
        TaskImportReceived(
            project_id=project.id,
            upload_id=upload.id,
            operation_id=operation.id,
            dry_run=request.dry_run,
            calendars=request.calendars,
        )
    )
    ctx.work.emit(TaskFileExpired(file_id=report.id), at=report.expires_at)
    ctx.work.about(operationId=operation.id, uploadId=upload.id)
    return OperationView.of(operation)

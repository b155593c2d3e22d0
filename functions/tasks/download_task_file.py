"""A file of tasks is handed out by a link to who may change the project; who took one is in the audit log."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.files import TaskFileRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.downloads import DownloadView, download
from shared.runtime.requests import Identifier, Request


class DownloadTaskFile(Request):
    """Which file: an import's report or an export, by the id of its operation."""

    project_id: Identifier
    file_id: Identifier


@query(
    "GET /v1/projects/{projectId}/task-files/{fileId}",
    permission=Permission.TASKS_READ,
    loads=Loads(TaskFileRepository, "file_id", tagged=False, whole=(ProjectRepository, "project_id")),
    audited=True,
    errors=(FailedPrecondition,),
)
async def download_task_file(request: DownloadTaskFile, ctx: QueryContext) -> DownloadView:
    """Get a link to the report of an import of tasks, or to an export of them."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    file = await TaskFileRepository(ctx.reads).get_of(project.id, request.file_id, at=ctx.now)
    return await download(ctx, file.file, file.name)

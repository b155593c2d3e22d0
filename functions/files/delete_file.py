"""A file is gone at once for everybody; its content follows by event."""

from shared.auth.permissions import Permission
from shared.domain.plans.model import Quota
from shared.domain.plans.usage import Quotas
from shared.domain.uploads.events import FileDeleted
from shared.domain.uploads.repository import FileRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DeleteFile(Request):
    """Which file."""

    file_id: Identifier


@command("DELETE /v1/files/{fileId}", permission=Permission.FILES_WRITE, loads=Loads(FileRepository, "file_id"))
async def delete_file(request: DeleteFile, ctx: CommandContext) -> None:
    """Delete a file of one's own; anybody's, for those who manage files."""
    files = FileRepository(ctx.work)
    file = await files.get_file(request.file_id)
    files.remove(file)
    Quotas(ctx.work).give_back(Quota.STORAGE_BYTES, file.size)
    ctx.work.emit(FileDeleted(file_id=file.id, path=file.path, size=file.size))

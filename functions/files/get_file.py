"""A file's content comes straight from the file store, by a URL that soon expires."""

from datetime import timedelta

from shared.auth.permissions import Permission
from shared.domain.uploads.repository import FileRepository
from shared.domain.uploads.schemas import FileDownload, FileView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request

URL_LIFETIME = timedelta(minutes=15)


class GetFile(Request):
    """Which file."""

    file_id: Identifier


@query("GET /v1/files/{fileId}", permission=Permission.FILES_READ, loads=Loads(FileRepository, "file_id", tagged=False))
async def get_file(request: GetFile, ctx: QueryContext) -> FileDownload:
    """Get a file and a URL that downloads it."""
    file = await FileRepository(ctx.reads).get_file(request.file_id)
    url = await ctx.signed_download(file.path, expires_in=URL_LIFETIME, filename=file.file_name)
    shown = FileView.of(file).model_dump()
    return FileDownload(**shown, download_url=url, download_expires_at=ctx.now + URL_LIFETIME)

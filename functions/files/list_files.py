"""What members keep among the tenant's files."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.uploads.repository import FILE_LIST, FILES, FileRepository
from shared.domain.uploads.schemas import FileView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, ListRequest


class ListFiles(ListRequest):
    """Whose files."""

    created_by: Identifier | None = None


@query("GET /v1/files", permission=Permission.FILES_READ, lists=FILE_LIST)
async def list_files(request: ListFiles, ctx: QueryContext) -> Page[FileView]:
    """List files, newest first."""
    filters = {**FILES, "createdBy": request.created_by}
    page = await FileRepository(ctx.reads).page(FILE_LIST, request.page(), filters)
    return page.with_items([FileView.of(file) for file in page.items])

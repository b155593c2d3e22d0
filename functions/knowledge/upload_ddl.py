"""SQL that creates tables becomes tables of the draft; `import_knowledge_file` reads it."""

from typing import Literal

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.knowledge.events import FileFormat, KnowledgeFileReceived
from shared.domain.knowledge.files import KIND
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.domain.uploads.model import UploadPurpose
from shared.domain.uploads.repository import UploadRepository
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request

Dialect = Literal["postgres", "mysql", "sqlite", "tsql", "oracle", "snowflake", "bigquery", "clickhouse"]


class UploadDdl(Request):
    """A complete upload of SQL, and in which dialect it is written."""

    app_id: Identifier
    upload_id: Identifier
    dialect: Dialect = "postgres"


@command(
    "POST /v1/apps/{appId}/kb/upload-ddl",
    permission=Permission.KNOWLEDGE_WRITE,
    loads=Loads(AppRepository, "app_id", tagged=False),
    idempotent=True,
    errors=(NotFound, FailedPrecondition),
    status=202,
)
async def upload_ddl(request: UploadDdl, ctx: CommandContext) -> OperationView:
    """Have the draft hold the tables that a file creates; whatever can't be taken is told of, one line each."""
    (await AppRepository(ctx.work).get(request.app_id)).require_active()
    upload = await UploadRepository(ctx.work).get(request.upload_id)
    upload.require_for(UploadPurpose.KNOWLEDGE_FILE)
    operation = begun(ctx.work, id=ctx.new_id(), kind=KIND, subject_id=request.app_id, created_by=ctx.author)
    ctx.work.emit(
        KnowledgeFileReceived(
            app_id=request.app_id,
            upload_id=upload.id,
            operation_id=operation.id,
            format=FileFormat.DDL,
            name=request.dialect,
        )
    )
    ctx.work.about(uploadId=upload.id)
    return OperationView.of(operation)

"""The audit log becomes a file; `write_audit_export` writes it, `download_audit_export` hands it out."""

from pydantic import AwareDatetime

from shared.auth.permissions import Permission
from shared.domain.audit.events import AuditExportRequested
from shared.domain.audit.exports import KIND, AuditExport, AuditExportRepository, ExportFormat
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.errors import FieldProblem, InvalidInput
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Identifier, Request


class ExportAuditLog(Request):
    """In which format; JSON Lines hold the whole log, CSV may hold what an actor did from `since` until `until`."""

    format: ExportFormat = ExportFormat.JSON_LINES
    actor: Identifier | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None


@command("POST /v1/audit-exports", permission=Permission.AUDIT_READ, idempotent=True, status=202)
async def export_audit_log(request: ExportAuditLog, ctx: CommandContext) -> OperationView:
    """Write the audit log to a file."""
    chosen = (("actor", request.actor), ("since", request.since), ("until", request.until))
    names = [name for name, value in chosen if value is not None]
    if request.format is ExportFormat.JSON_LINES and names:
        problems = [FieldProblem(f"/{name}", "whole_log_only", "leave it out, or ask for csv") for name in names]
        raise InvalidInput("an export that can be verified holds the whole log", fields=problems)
    operation_id = ctx.new_id()
    operation = begun(ctx.work, id=operation_id, kind=KIND, subject_id=operation_id, created_by=ctx.author)
    AuditExportRepository(ctx.work).add(
        AuditExport(
            id=operation_id,
            format=request.format,
            actor=request.actor,
            since=request.since,
            until=request.until,
            created_by=ctx.author,
            created_at=ctx.now,
        )
    )
    ctx.work.emit(AuditExportRequested(export_id=operation_id))
    ctx.work.about(exportId=operation_id)
    return OperationView.of(operation)

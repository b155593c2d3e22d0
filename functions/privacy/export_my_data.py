"""Everybody may have what a tenant knows of them, together with their own account; who is in several asks in each."""

from shared.auth.permissions import Permission
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.domain.privacy.exports import KIND, Subject, request_export
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class ExportMyData(Request):
    """Nothing to choose: everything."""


@command("POST /v1/personal-data-exports", permission=Permission.PERSONAL_DATA_EXPORT, idempotent=True, status=202)
async def export_my_data(request: ExportMyData, ctx: CommandContext) -> OperationView:
    """Write one's own data in the tenant to a file."""
    user_id = ctx.member.user_id
    operation = begun(ctx.work, id=ctx.new_id(), kind=KIND, subject_id=user_id, created_by=user_id)
    request_export(ctx.work, operation.id, Subject.MEMBER, (user_id,), created_by=user_id)
    return OperationView.of(operation)

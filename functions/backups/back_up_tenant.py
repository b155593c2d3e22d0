"""An owner has everything of their tenant copied, beside the backups that are made every day."""

from shared.auth.permissions import Permission
from shared.domain.backups.beginning import begin_backup
from shared.domain.backups.model import BACKUP_KIND
from shared.domain.backups.policies import Cadence
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class BackUpTenant(Request):
    """Nothing to choose: everything."""


@command("POST /v1/backups", permission=Permission.BACKUPS_MANAGE, idempotent=True, status=202)
async def back_up_tenant(request: BackUpTenant, ctx: CommandContext) -> OperationView:
    """Back the tenant up, every document and file of it."""
    id, tenant_id = ctx.new_id(), ctx.work.tenant_id
    operation = begun(ctx.work, id=id, kind=BACKUP_KIND, subject_id=tenant_id, created_by=ctx.author)
    begin_backup(ctx.work, id, cadence=Cadence.ASKED, created_by=ctx.author)
    ctx.work.about(backupId=id)
    return OperationView.of(operation)

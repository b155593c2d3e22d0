"""An owner has a backup of their tenant made a tenant of its own; nothing of the tenant itself changes."""

from shared.auth.permissions import Permission
from shared.domain.backups.model import RESTORE_KIND
from shared.domain.backups.repository import BackupRepository
from shared.domain.backups.restoring import begin_restore
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.domain.tenants.schemas import Subdomain
from shared.domain.tenants.subdomains import Subdomains
from shared.errors import AlreadyExists, FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request, Title


class RestoreBackup(Request):
    """Which backup, and what the fresh tenant is called."""

    backup_id: Identifier
    company_name: Title
    subdomain: Subdomain


@command(
    "POST /v1/backups/{backupId}/restore",
    permission=Permission.BACKUPS_MANAGE,
    loads=Loads(BackupRepository, "backup_id", tagged=False),
    idempotent=True,
    errors=(AlreadyExists, FailedPrecondition),
    status=202,
)
async def restore_backup(request: RestoreBackup, ctx: CommandContext) -> OperationView:
    """Restore a backup into a fresh tenant, suspended until an owner has looked at it."""
    backup = await BackupRepository(ctx.work).get(request.backup_id)
    id = ctx.new_id()
    operation = begun(ctx.work, id=id, kind=RESTORE_KIND, subject_id=backup.id, created_by=ctx.author)
    restore = begin_restore(
        ctx.work, id, backup, name=request.company_name, subdomain=request.subdomain, created_by=ctx.author
    )
    await Subdomains(ctx.work).reserve(
        request.subdomain, tenant_id=restore.fresh_tenant_id, user_id=ctx.author, email=restore.id
    )
    ctx.work.about(restoredTenantId=restore.fresh_tenant_id)
    return OperationView.of(operation)

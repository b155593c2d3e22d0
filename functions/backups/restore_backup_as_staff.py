"""Platform staff restore a tenant that its owners can't: they see how far it has come, and nothing of what is in it."""

from shared.domain.backups.model import RESTORE_KIND
from shared.domain.backups.repository import BackupRepository
from shared.domain.backups.restoring import begin_restore
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.domain.tenants.schemas import Subdomain
from shared.domain.tenants.subdomains import Subdomains, subdomain_path
from shared.errors import AlreadyExists, FailedPrecondition, PermissionDenied
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Access, command
from shared.runtime.requests import Identifier, Request, Title


class RestoreBackupAsStaff(Request):
    """Which tenant's backup, and what the fresh tenant is called."""

    tenant_id: Identifier
    backup_id: Identifier
    company_name: Title
    subdomain: Subdomain


@command(
    "POST /v1/platform/tenants/{tenantId}/backups/{backupId}/restore",
    access=Access.PLATFORM_STAFF,
    tenantless=True,
    errors=(AlreadyExists, FailedPrecondition, PermissionDenied),
    status=202,
)
async def restore_backup_as_staff(request: RestoreBackupAsStaff, ctx: CommandContext) -> OperationView:
    """Restore any tenant's backup into a fresh tenant of the same owners, suspended until one has looked at it."""
    ctx.work.enter_tenant(request.tenant_id)
    place = ctx.work.absolute(BackupRepository.path(request.backup_id))
    await ctx.work.prefetch([place, subdomain_path(request.subdomain)])
    backup = await BackupRepository(ctx.work).get(request.backup_id)
    id, staff = ctx.new_id(), f"platform:{ctx.user.user_id}"
    operation = begun(ctx.work, id=id, kind=RESTORE_KIND, subject_id=backup.id, created_by=staff)
    restore = begin_restore(
        ctx.work, id, backup, name=request.company_name, subdomain=request.subdomain, created_by=staff
    )
    await Subdomains(ctx.work).reserve(
        request.subdomain, tenant_id=restore.fresh_tenant_id, user_id=ctx.user.user_id, email=restore.id
    )
    ctx.work.about(backupId=backup.id, restoredTenantId=restore.fresh_tenant_id)
    return OperationView.of(operation)

"""Platform staff have a tenant copied before they do something to it; its audit log says so."""

from shared.domain.backups.beginning import begin_backup
from shared.domain.backups.model import BACKUP_KIND
from shared.domain.backups.policies import Cadence
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.domain.tenants.repository import TenantRepository
from shared.errors import PermissionDenied
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Access, command
from shared.runtime.requests import Identifier, Request


class BackUpTenantAsStaff(Request):
    """Which tenant."""

    tenant_id: Identifier


@command(
    "POST /v1/platform/tenants/{tenantId}/backups",
    access=Access.PLATFORM_STAFF,
    tenantless=True,
    errors=(PermissionDenied,),
    status=202,
)
async def back_up_tenant_as_staff(request: BackUpTenantAsStaff, ctx: CommandContext) -> OperationView:
    """Back any tenant up, without seeing what is in it."""
    ctx.work.enter_tenant(request.tenant_id)
    tenant = await TenantRepository(ctx.work).get(request.tenant_id)
    id, staff = ctx.new_id(), f"platform:{ctx.user.user_id}"
    operation = begun(ctx.work, id=id, kind=BACKUP_KIND, subject_id=tenant.id, created_by=staff)
    begin_backup(ctx.work, id, cadence=Cadence.ASKED, created_by=staff)
    ctx.work.about(backupId=id)
    return OperationView.of(operation)

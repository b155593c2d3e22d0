"""What a company could be restored from, for platform staff: how large each backup is, and nothing of what is in it."""

from typing import Annotated

from pydantic import Field

from shared.data.repository import document_id, found
from shared.data.store import Order, StoreQuery
from shared.domain.backups.model import Backup
from shared.domain.backups.schemas import BackupList, BackupView
from shared.domain.tenants.model import Tenant
from shared.errors import NotFound, PermissionDenied
from shared.runtime.contexts import StaffContext
from shared.runtime.declare import Access, query
from shared.runtime.requests import Identifier, Request

MOST = 200


class ListTenantBackups(Request):
    """Whose, and how many, the latest first."""

    tenant_id: Identifier
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


@query(
    "GET /v1/platform/tenants/{tenantId}/backups",
    access=Access.PLATFORM_STAFF,
    tenantless=True,
    errors=(NotFound, PermissionDenied),
)
async def list_tenant_backups(request: ListTenantBackups, ctx: StaffContext) -> BackupList:
    """List a tenant's latest backups, newest first."""
    root = f"tenants/{document_id(request.tenant_id)}"
    own = f"{root}/tenant/{request.tenant_id}"
    document = (await ctx.documents.get_many([own]))[own]
    found(Tenant.model_validate(document.data) if document else None, "tenant")
    latest = StoreQuery(f"{root}/backups", orders=(Order("createdAt", descending=True),), limit=request.limit)
    backups = [Backup.model_validate(each.data) for each in await ctx.documents.query(latest)]
    return BackupList(backups=tuple(BackupView.of(each) for each in backups))

"""What a tenant could be restored from."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.backups.model import BackupStatus
from shared.domain.backups.policies import Cadence
from shared.domain.backups.repository import BACKUP_LIST, BackupRepository
from shared.domain.backups.schemas import BackupView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import ListRequest


class ListBackups(ListRequest):
    """Which backups."""

    status: BackupStatus | None = None
    cadence: Cadence | None = None


@query("GET /v1/backups", permission=Permission.BACKUPS_MANAGE, lists=BACKUP_LIST)
async def list_backups(request: ListBackups, ctx: QueryContext) -> Page[BackupView]:
    """List the tenant's backups, newest first."""
    equals = {"status": request.status, "cadence": request.cadence}
    page = await BackupRepository(ctx.reads).page(BACKUP_LIST, request.page(), equals)
    return page.with_items([BackupView.of(backup) for backup in page.items])

"""Backups as callers see them."""

from datetime import datetime

from shared.domain.backups.model import BackupStatus
from shared.domain.backups.policies import Cadence
from shared.model import FrozenModel, View


class BackupView(View):
    """A backup: what it holds, how large it is and until when it is kept; `size` is in bytes."""

    id: str
    cadence: Cadence
    status: BackupStatus
    created_by: str
    created_at: datetime
    expires_at: datetime
    documents: int
    files: int
    size: int
    manifest_sha256: str | None


class BackupList(FrozenModel):
    """Backups, the latest first."""

    backups: tuple[BackupView, ...]

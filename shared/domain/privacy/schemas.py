"""Erasures and exports as those see them whom they are about."""

from datetime import datetime
from typing import Self

from shared.domain.privacy.exports import PersonalDataExport
from shared.model import FrozenModel


class TenantErasureView(FrozenModel):
    """One tenant's erasure: the id is its operation's, whose result is the signed receipt."""

    tenant_id: str
    erasure_id: str


class AccountErasureView(FrozenModel):
    """What each of the person's tenants does; the account goes when this is answered."""

    erasures: tuple[TenantErasureView, ...]


class OwnExportView(FrozenModel):
    """A candidate's own export; `url` downloads it for ten minutes, and is None while it is not written."""

    requested_at: datetime
    expires_at: datetime
    is_written: bool
    url: str | None = None

    @classmethod
    def of(cls, export: PersonalDataExport, *, url: str | None = None) -> Self:
        """Return an export as its candidate sees it."""
        written = export.file is not None
        return cls(requested_at=export.created_at, expires_at=export.expires_at, is_written=written, url=url)

"""Erasures as those see them whom they are about."""

from shared.model import FrozenModel


class TenantErasureView(FrozenModel):
    """One tenant's erasure: the id is its operation's, whose result is the signed receipt."""

    tenant_id: str
    erasure_id: str


class AccountErasureView(FrozenModel):
    """What each of the person's tenants does; the account goes when this is answered."""

    erasures: tuple[TenantErasureView, ...]

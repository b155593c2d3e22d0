"""Support grants: an owner lets one of the platform's staff into the tenant, with a role, for a time."""

from datetime import datetime
from typing import ClassVar, Literal, Self

from shared.auth.roles import Role
from shared.data.query import QueryShape
from shared.data.repository import Entity, Repository
from shared.model import View

SUPPORT_GRANT_LIST = QueryShape("supportGrants", sorts=(("-grantedAt",),))
SupportRole = Literal[Role.MANAGER, Role.RECRUITER, Role.VIEWER]
"""No role that decides about members or keys: access must end with the grant."""


class SupportGrant(Entity):
    """What one of the staff may do; the id is theirs, so there is one at a time for each."""

    grant_id: str
    role: Role
    granted_by: str
    granted_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None

    def revoked(self, *, at: datetime) -> Self:
        """Return the grant as it admits nobody any more; one that was revoked stays as it is."""
        return self if self.revoked_at else self.with_(revoked_at=at)


class SupportGrantRepository(Repository[SupportGrant]):
    """Grants by the staff's user id."""

    collection: ClassVar[str] = "supportGrants"
    noun: ClassVar[str] = "support_grant"
    model = SupportGrant


class SupportGrantView(View):
    """A grant; `id` is the staff's user id, audit entries name `grant_id`."""

    id: str
    grant_id: str
    role: Role
    granted_by: str
    granted_at: datetime
    expires_at: datetime
    revoked_at: datetime | None

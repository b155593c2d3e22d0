"""A tenant is never without an active owner: whatever changes who owns it goes through one guard document.

The guard is made with the first change: until then the members themselves say who the owner is.
"""

from shared.data.store import Filter, Operator, StoreQuery
from shared.data.unit_of_work import UnitOfWork
from shared.domain.tenants.model import Member
from shared.errors import FailedPrecondition

GUARD = "guards/owners"
MAX_OWNERS = 20


class Owners:
    """The active owners of the unit's tenant."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    async def replace(self, before: Member, after: Member | None) -> None:
        """Account for a member's next state, None for one who goes; raise FailedPrecondition for the last owner."""
        if before.is_active_owner and (after is None or not after.is_active_owner):
            await self.change(leaving=before.id)
        elif after is not None and after.is_active_owner and not before.is_active_owner:
            await self.change(joining=after.id)

    async def require_another(self, member: Member) -> None:
        """Raise FailedPrecondition for the last owner, and change nothing."""
        if member.is_active_owner:
            await self._after(leaving=member.id)

    async def change(self, *, joining: str | None = None, leaving: str | None = None) -> None:
        """Let owners come and go in one step; raise FailedPrecondition when none or too many would be left."""
        owners = await self._after(joining=joining, leaving=leaving)
        document = await self._work.get(GUARD)
        if joining and len(owners) > MAX_OWNERS:
            raise FailedPrecondition(f"a tenant has at most {MAX_OWNERS} owners", code="too_many_owners")
        data = {"ownerIds": sorted(owners), "schemaVersion": 1}
        if document is None:
            self._work.create(GUARD, data)
        else:
            self._work.update(GUARD, data)

    async def _after(self, *, joining: str | None = None, leaving: str | None = None) -> set[str]:
        """Return who owns the tenant then; raise FailedPrecondition where that is nobody."""
        document = await self._work.get(GUARD)
        owners = set[str](document.data["ownerIds"]) if document else await self._found()
        owners = (owners | {joining} if joining else owners) - {leaving}
        if not owners:
            raise FailedPrecondition("the last owner stays: make somebody else an owner first", code="last_owner")
        return owners

    async def _found(self) -> set[str]:
        filters = (Filter("role", Operator.EQUAL, "owner"), Filter("isActive", Operator.EQUAL, True))
        documents = await self._work.query(StoreQuery("members", filters, limit=MAX_OWNERS + 1))
        return {str(document.data["id"]) for document in documents}

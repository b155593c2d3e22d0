"""What one request leaves in the audit log: what it changed, what it was denied, what platform staff did."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shared.auth.caller import Caller, Member
from shared.data.store import Create
from shared.data.unit_of_work import UnitOfWork
from shared.domain.upkeep.events import PARTITION
from shared.errors import EllaError, PermissionDenied, Unauthenticated
from shared.observability.audit import COLLECTION, Origin, Outcome, audit_entry
from shared.runtime.audit_buffer import Seen
from shared.runtime.composition import Composition
from shared.runtime.declare import HttpDeclaration

_MAX_TARGET = 200


class CallAudit:
    """The audit steps of one request."""

    def __init__(
        self, declaration: HttpDeclaration, composition: Composition, origin: Origin, address: str, now: datetime
    ) -> None:
        self._declaration = declaration
        self._composition = composition
        self._origin = origin
        self._address = address
        self._now = now
        self._support_noted = False

    def add_to(self, work: UnitOfWork, caller: Caller, request: Any) -> None:
        """Add the entry about what a unit of work changes to its commit."""
        if not (self._declaration.audited and work.changed and work.in_tenant):
            return
        identifier = work.new_id()
        entry = audit_entry(
            id=identifier,
            tenant_id=work.tenant_id,
            action=self._declaration.name,
            caller=caller,
            target={**self._target(caller, request), **work.subjects},
            origin=self._origin,
            at=self._now,
            changes=work.changes(),
        )
        work.write_absolute(Create(work.absolute(f"{COLLECTION}/{identifier}"), entry))

    async def note_support(self, caller: Caller, request: Any) -> None:
        """Record a call of platform staff before it is judged: one that can't be recorded is not made."""
        if self._support_noted or not isinstance(caller, Member) or caller.support_grant_id is None:
            return
        entry = audit_entry(
            id=self._origin.request_id,
            tenant_id=caller.tenant_id,
            action=self._declaration.name,
            caller=caller,
            target=self._target(caller, request),
            origin=self._origin,
            at=self._now,
        )
        path = f"tenants/{caller.tenant_id}/{COLLECTION}/{self._origin.request_id}"
        await self._composition.store.commit([Create(path, entry)])
        self._support_noted = True

    async def note_staff(self, caller: Caller, request: Any) -> None:
        """Record what platform staff are about to read, in the platform's own log: unrecorded, it is not read."""
        entry = audit_entry(
            id=self._origin.request_id,
            tenant_id=PARTITION,
            action=self._declaration.name,
            caller=caller,
            target=self._target(caller, request),
            origin=self._origin,
            at=self._now,
            outcome=Outcome.VIEWED,
        )
        await self._composition.store.commit([Create(f"tenants/{PARTITION}/{COLLECTION}/{entry['id']}", entry)])

    def note_view(self, caller: Caller, tenant_id: str | None, path_values: Mapping[str, str]) -> None:
        """Have a view of personal data told to the tenant's log."""
        if self._declaration.audited:
            self._note(Outcome.VIEWED, caller, path_values, tenant_id)

    def note_denial(self, caller: Caller, tenant_id: str, path_values: Mapping[str, str]) -> None:
        """Have denied access told to the tenant's log."""
        self._note(Outcome.DENIED, caller, path_values, tenant_id)

    def note_failed_sign_in(self, caller: Caller, email: str, path_values: Mapping[str, str]) -> None:
        """Have a failed sign-in told to the logs of the account's tenants."""
        self._note(Outcome.FAILED, caller, path_values, None, email)

    def _note(
        self,
        outcome: Outcome,
        caller: Caller,
        path_values: Mapping[str, str],
        tenant_id: str | None,
        email: str | None = None,
    ) -> None:
        seen = Seen(
            tenant_id=tenant_id,
            email=email,
            action=self._declaration.name,
            outcome=outcome,
            caller=caller,
            target=tuple((name, value[:_MAX_TARGET]) for name, value in path_values.items()),
            address=self._address,
            user_agent=self._origin.user_agent,
        )
        self._composition.audit_buffer.note(seen, request_id=self._origin.request_id, at=self._now)

    def _target(self, caller: Caller, request: Any) -> dict[str, str]:
        fields = request.model_dump(by_alias=True, mode="json").items()
        target = {name: str(value) for name, value in fields if name in self._declaration.path_parameters}
        grant_id = caller.support_grant_id if isinstance(caller, Member) else None
        return {**target, "supportGrantId": grant_id} if grant_id else target


def system_entry(work: UnitOfWork, action: str, caller: Caller, event_id: str) -> None:
    """Add the entry about what a subscriber changes, of itself, to its commit."""
    identifier = work.new_id()
    entry = audit_entry(
        id=identifier,
        tenant_id=work.tenant_id,
        action=action,
        caller=caller,
        target=work.subjects,
        origin=Origin(None, None, event_id),
        at=work.now,
        changes=work.changes(),
    )
    work.write_absolute(Create(work.absolute(f"{COLLECTION}/{identifier}"), entry))


def is_denial(error: EllaError, *, judged: bool) -> bool:
    """Tell whether an error is denied access; `judged`: it was raised while the caller's rights were looked at."""
    return judged or isinstance(error, PermissionDenied | Unauthenticated)

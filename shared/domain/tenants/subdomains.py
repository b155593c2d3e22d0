"""A subdomain belongs to one tenant: the reservation says to whom, and how far its sign-up has come.

The reservation is also what a sign-up and its clean-up contend for: the tenant is made only while it is `started`, and
an account is deleted only after it became `abandoned`.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from shared.data.store import Document
from shared.data.unit_of_work import UnitOfWork
from shared.domain.tenants.users import email_key
from shared.errors import Aborted, AlreadyExists
from shared.model import FrozenModel


class ReservationState(StrEnum):
    """How far the sign-up has come."""

    STARTED = "started"
    TAKEN = "taken"
    ABANDONED = "abandoned"
    RETIRED = "retired"


HELD_BACK = timedelta(days=90)
"""How long a subdomain that its tenant gave up is kept from others, who would get what is meant for the tenant."""


_A_TENANTS = (ReservationState.TAKEN, ReservationState.RETIRED)


class Reservation(FrozenModel):
    """A subdomain held for a tenant; until it is taken, also for whom."""

    SCHEMA_VERSION: ClassVar[int] = 1

    tenant_id: str
    state: ReservationState
    user_id: str | None = None
    email_key: str | None = None
    started_at: datetime
    retired_at: datetime | None = None

    def is_free(self, tenant_id: str, *, at: datetime) -> bool:
        """Tell whether a tenant may have the subdomain."""
        if self.state is not ReservationState.RETIRED or self.retired_at is None:
            return False
        return self.tenant_id == tenant_id or at >= self.retired_at + HELD_BACK


class Subdomains:
    """Reserve, take and release subdomains in a unit of work."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    async def reserve(self, subdomain: str, *, tenant_id: str, user_id: str, email: str) -> Reservation:
        """Hold a subdomain for a sign-up; the same person's unfinished sign-up for it is taken up again."""
        found = await self._read(subdomain)
        if found is None or found[1].is_free(tenant_id, at=self._work.now):
            reservation = Reservation(
                tenant_id=tenant_id,
                state=ReservationState.STARTED,
                user_id=user_id,
                email_key=email_key(email),
                started_at=self._work.now,
            )
            self._write(subdomain, found, reservation)
            return reservation
        _, held = found
        if held.state is not ReservationState.STARTED or held.email_key != email_key(email):
            raise subdomain_taken()
        return held

    async def take(self, subdomain: str, tenant_id: str) -> None:
        """Make a held subdomain the tenant's for good; raise when the sign-up has lost it or was finished already."""
        found = await self._read(subdomain)
        if found is not None and found[1].tenant_id == tenant_id:
            document, held = found
            if held.state is ReservationState.TAKEN:
                raise subdomain_taken()
            if held.state is ReservationState.STARTED:
                taken = held.with_(state=ReservationState.TAKEN, user_id=None, email_key=None)
                self._work.global_documents.update(document, _data(taken))
                return
        raise Aborted("the sign-up took too long; sign up again", code="sign_up_expired")

    async def claim(self, subdomain: str, tenant_id: str) -> None:
        """Make a subdomain a tenant's at once; raise AlreadyExists when somebody has it."""
        found = await self._read(subdomain)
        if found is not None and not found[1].is_free(tenant_id, at=self._work.now):
            raise subdomain_taken()
        taken = Reservation(tenant_id=tenant_id, state=ReservationState.TAKEN, started_at=self._work.now)
        self._write(subdomain, found, taken)

    async def retire(self, subdomain: str, tenant_id: str) -> None:
        """Give a tenant's subdomain up: the tenant may have it back at once, others after a while."""
        found = await self._read(subdomain)
        if found is not None and found[1].tenant_id == tenant_id:
            retired = found[1].with_(state=ReservationState.RETIRED, retired_at=self._work.now)
            self._work.global_documents.update(found[0], _data(retired))

    async def abandon(self, subdomain: str, tenant_id: str) -> bool:
        """Give up a sign-up; False when its tenant exists, which nothing is to be taken from."""
        found = await self._read(subdomain)
        if found is None or found[1].tenant_id != tenant_id:
            return True
        document, held = found
        if held.state is ReservationState.STARTED:
            self._work.global_documents.update(document, _data(held.with_(state=ReservationState.ABANDONED)))
        return held.state not in _A_TENANTS

    async def release(self, subdomain: str, tenant_id: str) -> None:
        """Let others have a subdomain whose sign-up came to nothing."""
        found = await self._read(subdomain)
        if found is not None and found[1].tenant_id == tenant_id and found[1].state not in _A_TENANTS:
            self._work.global_documents.delete(found[0])

    def _write(self, subdomain: str, found: tuple[Document, Reservation] | None, reservation: Reservation) -> None:
        if found is None:
            self._work.global_documents.create(subdomain_path(subdomain), _data(reservation))
        else:
            self._work.global_documents.update(found[0], _data(reservation))

    async def _read(self, subdomain: str) -> tuple[Document, Reservation] | None:
        document = await self._work.global_documents.get(subdomain_path(subdomain))
        return (document, Reservation.model_validate(document.data)) if document else None


def subdomain_taken() -> AlreadyExists:
    """Return the error for a subdomain that somebody has."""
    return AlreadyExists("this subdomain is taken; choose another", code="subdomain_taken")


def subdomain_path(subdomain: str) -> str:
    """Return where a subdomain's reservation is."""
    return f"reservations/subdomain:{subdomain}"


def _data(reservation: Reservation) -> dict[str, object]:
    return {**reservation.to_data(), "schemaVersion": Reservation.SCHEMA_VERSION}

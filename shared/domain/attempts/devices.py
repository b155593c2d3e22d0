"""Which device an attempt is written on: one tab of one device at a time, so that two never overwrite each other.

The client makes up both ids: one it keeps for the device, one for each tab. The first save that names them takes the
attempt; another one is refused until it takes over, and from then on the first one is. What the first had not yet
saved is kept aside by `replay_answers` and can be fetched: at most the newest of each question, for the devices that
had the attempt last.
"""

from datetime import datetime
from typing import Annotated, Self

from pydantic import StringConstraints

from shared.errors import FailedPrecondition
from shared.model import FrozenModel

MAX_DISPLACED = 5

ClientId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class Seat(FrozenModel):
    """One tab of one device."""

    device_id: ClientId
    tab_id: ClientId

    @property
    def id(self) -> str:
        """Both ids as one."""
        return f"{self.device_id}.{self.tab_id}"


class Seating(FrozenModel):
    """Who has the attempt, since when, and who lost it; nobody has where no client ever said who it is."""

    active: Seat | None = None
    since: datetime | None = None
    displaced: tuple[Seat, ...] = ()

    def taken(self, seat: Seat, *, at: datetime) -> Self:
        """Return the seating after a tab has taken the attempt; itself where it had it already."""
        if seat == self.active:
            return self
        displaced = self.displaced
        if self.active is not None:
            displaced = (*(each for each in displaced if each != self.active), self.active)
        return self.with_(active=seat, since=at, displaced=displaced[-MAX_DISPLACED:])

    def was_displaced(self, seat: Seat | None) -> bool:
        """Tell whether a tab had the attempt and has it no more."""
        return seat is not None and seat != self.active and seat in self.displaced

    def require(self, seat: Seat | None) -> None:
        """Raise FailedPrecondition for a tab that another one took the attempt from, or that never had it."""
        if self.active is None or seat == self.active:
            return
        same_device = seat is not None and seat.device_id == self.active.device_id
        raise FailedPrecondition(
            "the attempt is open in another tab; take it over to write here"
            if same_device
            else "the attempt is open on another device; take it over to write here",
            code="attempt_active_elsewhere",
            details={"sameDevice": same_device, "displaced": self.was_displaced(seat)},
        )

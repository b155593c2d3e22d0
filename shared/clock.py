"""Time as a port, so that tests own it."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tell the current time."""

    def now(self) -> datetime:
        """Return the time now, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the time now, in UTC."""
        return datetime.now(UTC)

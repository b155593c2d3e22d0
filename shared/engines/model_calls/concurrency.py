"""How many calls a provider gets at once: more while it takes them, half as many when it says that they are too many.

Additive increase, multiplicative decrease, as TCP does it. Times are seconds on any one clock.
"""

from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class Aimd:
    """The rules of a window: between `lowest` and `highest`, wider by `increase` for each full round that succeeded."""

    start: float = 4.0
    lowest: float = 1.0
    highest: float = 64.0
    increase: float = 0.5
    decrease: float = 0.5
    pause: float = 1.0

    def __post_init__(self) -> None:
        if self.increase <= 0 or self.pause < 0:
            raise ValueError("a window widens by more than 0, and no pause is negative")
        if not (1 <= self.lowest <= self.start <= self.highest and 0 < self.decrease < 1):
            raise ValueError("a window begins between its lowest and its highest, and a decrease is a part of it")


@dataclass(frozen=True, slots=True)
class Window:
    """How many calls may run, and from when on; each method returns the next state."""

    rules: Aimd
    limit: float
    in_flight: int = 0
    paused_until: float = float("-inf")
    narrowed_at: float = float("-inf")

    @classmethod
    def opened(cls, rules: Aimd = Aimd()) -> Self:
        """Return a window that nothing went through yet."""
        return cls(rules, rules.start)

    def wait(self, at: float) -> float | None:
        """Return the seconds until one more may start, 0 for now, None for when one that runs has ended."""
        if self.in_flight >= int(self.limit):
            return None
        return max(0.0, self.paused_until - at)

    def started(self) -> Self:
        """Return it with one more call that runs."""
        return replace(self, in_flight=self.in_flight + 1)

    def succeeded(self) -> Self:
        """Return it with one call ended well; a window that isn't filled says nothing about a wider one."""
        filled = self.in_flight >= int(self.limit)
        wider = min(self.rules.highest, self.limit + self.rules.increase / self.limit) if filled else self.limit
        return replace(self._ended(), limit=wider)

    def failed(self) -> Self:
        """Return it with one call ended for a reason that has nothing to do with how many there are."""
        return self._ended()

    def refused(self, *, started_at: float, at: float, retry_after: float | None = None) -> Self:
        """Return it with one call refused as one too many.

        Whatever started before the window was narrowed says nothing about it as it is now, so that one wave of
        refusals narrows it once. Nothing starts until the provider's `retry_after` is over.
        """
        pause = self.rules.pause if retry_after is None else retry_after
        paused = replace(self._ended(), paused_until=max(self.paused_until, at + pause))
        if started_at <= self.narrowed_at:
            return paused
        narrower = max(self.rules.lowest, self.limit * self.rules.decrease)
        return replace(paused, limit=narrower, narrowed_at=at)

    def _ended(self) -> Self:
        return replace(self, in_flight=max(0, self.in_flight - 1))

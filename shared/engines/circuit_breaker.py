"""Leaving a service alone that keeps failing: closed, open for a while, then one call that tries.

Times are seconds on any one clock; each method returns the next state.
"""

from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class BreakerRules:
    """So many failures in a row open the circuit; after `reset` seconds one call may try."""

    failures: int = 5
    reset: float = 30.0


@dataclass(frozen=True, slots=True)
class Breaker:
    """One circuit. Only the call that tries decides about an open one: others began before it opened."""

    rules: BreakerRules = BreakerRules()
    failed: int = 0
    opened_at: float | None = None
    trying: bool = False

    @property
    def is_open(self) -> bool:
        """Whether calls are kept back, but for the one that tries."""
        return self.opened_at is not None

    def wait(self, at: float) -> float:
        """Return the seconds until a call may begin, 0 for now; while one tries, as long as its failure would cost."""
        if self.opened_at is None:
            return 0.0
        return self.rules.reset if self.trying else max(0.0, self.opened_at + self.rules.reset - at)

    def begun(self) -> Self:
        """Return it with a call under way, the one that tries where the circuit is open."""
        return replace(self, trying=self.is_open)

    def succeeded(self, *, tried: bool) -> Self:
        """Return it after an answer; `tried` says that it was the call that tries."""
        return type(self)(self.rules) if tried or not self.is_open else self

    def failed_at(self, at: float, *, tried: bool) -> Self:
        """Return it after a failure."""
        if self.is_open:
            return replace(self, opened_at=at, trying=False) if tried else self
        failed = self.failed + 1
        return replace(self, failed=failed, opened_at=at if failed >= self.rules.failures else None)

    def abandoned(self, *, tried: bool) -> Self:
        """Return it after a call that ended without telling anything about the service."""
        return replace(self, trying=False) if tried else self

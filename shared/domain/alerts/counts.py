"""What the whole service did in a minute, an hour or a day, as sums that instances add to."""

import math
from collections.abc import Iterable
from typing import Self

from shared.model import FrozenModel

SEEN_BITS = 8_192
"""The size of the sketch that tells how many different callers there were: within a few percent up to 20,000."""


class Counts(FrozenModel):
    """Sums of one stretch of time; `minutes` is how many minutes it has, `down_minutes` those in which most failed."""

    requests: int = 0
    errors: int = 0
    within_200: int = 0
    within_500: int = 0
    within_1000: int = 0
    within_2000: int = 0
    queries: int = 0
    query_failures: int = 0
    query_millis: int = 0
    executions: int = 0
    executed_in_2: int = 0
    executed_in_5: int = 0
    executed_in_10: int = 0
    begun: int = 0
    completed: int = 0
    minutes: int = 0
    down_minutes: int = 0

    def plus(self, other: "Counts") -> Self:
        """Return both together."""
        return type(self)(**{name: getattr(self, name) + getattr(other, name) for name in type(self).model_fields})

    @classmethod
    def total(cls, several: Iterable["Counts"]) -> Self:
        """Return all together."""
        found = list(several)
        return cls(**{name: sum(getattr(each, name) for each in found) for name in cls.model_fields})

    def as_minute(self) -> Self:
        """Return these as one whole minute's: down where there were requests and at least half of them failed."""
        down = self.requests > 0 and 2 * self.errors >= self.requests
        return self.with_(minutes=1, down_minutes=int(down))


def merged(sketches: Iterable[bytes]) -> bytes:
    """Return the sketch of everybody in any of these."""
    together = 0
    for sketch in sketches:
        together |= int.from_bytes(sketch, "big")
    return together.to_bytes(SEEN_BITS // 8, "big")


def estimated(sketch: bytes) -> int:
    """Return how many different callers made a sketch (linear counting)."""
    free = SEEN_BITS - int.from_bytes(sketch, "big").bit_count()
    return round(SEEN_BITS * math.log(SEEN_BITS / max(free, 1)))

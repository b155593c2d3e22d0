"""What each endpoint did in the last minutes: instances keep it beside the minute's sums, as one value each."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Self

from shared.data.store import Filter, Operator, Order, StoreQuery
from shared.data.unit_of_work import Reads
from shared.domain.alerts.levels import COUNTED
from shared.model import FrozenModel

OTHER = "other"
RECENT = timedelta(minutes=15)
MOST = 500
"""How many documents are read of them, the latest."""


class EndpointCounts(FrozenModel):
    """Sums of one endpoint: a method and the declared path."""

    endpoint: str
    requests: int
    errors: int
    within_200: int
    within_500: int
    within_1000: int
    within_2000: int

    @classmethod
    def of(cls, endpoint: str, counts: Sequence[int]) -> Self:
        """Return sums from how an instance keeps them."""
        names = [name for name in cls.model_fields if name != "endpoint"]
        return cls(endpoint=endpoint, **dict(zip(names, counts, strict=True)))

    def plus(self, other: "EndpointCounts") -> Self:
        """Return both together, under this one's name."""
        names = [name for name in type(self).model_fields if name != "endpoint"]
        return self.with_(**{name: getattr(self, name) + getattr(other, name) for name in names})


def added(one: Mapping[str, Sequence[int]], other: Mapping[str, Sequence[int]]) -> dict[str, list[int]]:
    """Return the sums of both, by endpoint."""
    together = {endpoint: list(counts) for endpoint, counts in one.items()}
    for endpoint, counts in other.items():
        before = together.get(endpoint, [0] * len(counts))
        together[endpoint] = [count + more for count, more in zip(before, counts, strict=True)]
    return together


async def recent_endpoints(reads: Reads, *, at: datetime) -> list[EndpointCounts]:
    """Return what each endpoint did lately."""
    since = Filter("at", Operator.GREATER_OR_EQUAL, at - RECENT)
    query = StoreQuery(COUNTED, (since,), (Order("at", descending=True),), MOST, only=("endpoints",))
    return _summed(each.data.get("endpoints", {}) for each in await reads.query(query))


def _summed(several: Iterable[Mapping[str, Sequence[int]]]) -> list[EndpointCounts]:
    together: dict[str, list[int]] = {}
    for each in several:
        together = added(together, each)
    return [EndpointCounts.of(endpoint, counts) for endpoint, counts in together.items()]

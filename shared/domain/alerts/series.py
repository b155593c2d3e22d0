"""The service's figures over time, as charts show them: requests, failures, how long things took, who was there."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Self

from shared.domain.alerts.counts import Counts
from shared.domain.alerts.endpoints import EndpointCounts
from shared.domain.alerts.levels import DAYS, Levels, Slot
from shared.model import FrozenModel

SHARES = (0.5, 0.95, 0.99)
REQUEST_MILLIS = (200, 500, 1_000, 2_000)
EXECUTION_MILLIS = (2_000, 5_000, 10_000)


class Window(StrEnum):
    """How far back: an hour by minutes, six by hours, thirty days by days."""

    HOUR = "1h"
    SIX_HOURS = "6h"
    THIRTY_DAYS = "30d"


class Spread(FrozenModel):
    """Within how many milliseconds half, 95 % and 99 % were done; the last bound counted stands for all beyond.

    None where nothing was done.
    """

    p50: float | None
    p95: float | None
    p99: float | None

    @classmethod
    def of(cls, total: int, bounds: Sequence[int], within: Sequence[int]) -> Self:
        """Return a spread by how many were done within each bound; between two bounds they lie evenly."""
        p50, p95, p99 = (_within(share * total, bounds, within) if total else None for share in SHARES)
        return cls(p50=p50, p95=p95, p99=p99)


class MetricPoint(FrozenModel):
    """A minute, an hour or a day from `at` on; `active` is the most callers that five minutes of it had."""

    at: datetime
    requests: int
    errors: int
    latency: Spread
    executions: int
    execution: Spread
    database_mean_ms: float | None
    active: int

    @classmethod
    def of(cls, slot: Slot) -> Self:
        """Return the figures of a slot."""
        counts = slot.counts
        return cls(
            at=slot.at,
            requests=counts.requests,
            errors=counts.errors,
            latency=_latency(counts),
            executions=counts.executions,
            execution=Spread.of(
                counts.executions,
                EXECUTION_MILLIS,
                (counts.executed_in_2, counts.executed_in_5, counts.executed_in_10),
            ),
            database_mean_ms=counts.query_millis / counts.queries if counts.queries else None,
            active=slot.active,
        )


class CalledLevel(FrozenModel):
    """How an area, or one endpoint of it, did in the last minutes.

    An area is what a path names first; None are all that are not told apart, and `endpoint` is None for a whole area.
    """

    area: str | None
    endpoint: str | None
    requests: int
    errors: int
    latency: Spread


class ServiceMetrics(FrozenModel):
    """The service's figures over a window, the earliest first; those of areas and endpoints are of the last minutes.

    Both begin with what was asked most.
    """

    window: Window
    measured_to: datetime | None
    points: tuple[MetricPoint, ...]
    called_minutes: int
    areas: tuple[CalledLevel, ...]
    endpoints: tuple[CalledLevel, ...]


def endpoint_levels(counted: Iterable[EndpointCounts]) -> tuple[CalledLevel, ...]:
    """Return how each endpoint did."""
    return _ranked(_called(_area(each.endpoint), each.endpoint, each) for each in counted)


def area_levels(counted: Iterable[EndpointCounts]) -> tuple[CalledLevel, ...]:
    """Return how each area did: all its endpoints together."""
    areas: dict[str | None, EndpointCounts] = {}
    for each in counted:
        area = _area(each.endpoint)
        areas[area] = areas[area].plus(each) if area in areas else each
    return _ranked(_called(area, None, counts) for area, counts in areas.items())


def points_of(levels: Levels | None, window: Window) -> tuple[MetricPoint, ...]:
    """Return the figures of a window, as far as minutes were summed up."""
    if levels is None:
        return ()
    slots = {Window.HOUR: levels.minutes, Window.SIX_HOURS: levels.hours, Window.THIRTY_DAYS: levels.days[-DAYS:]}
    return tuple(MetricPoint.of(slot) for slot in slots[window])


def _latency(counts: Counts | EndpointCounts) -> Spread:
    within = (counts.within_200, counts.within_500, counts.within_1000, counts.within_2000)
    return Spread.of(counts.requests, REQUEST_MILLIS, within)


def _within(wanted: float, bounds: Sequence[int], within: Sequence[int]) -> float:
    below, reached = 0, 0
    for bound, count in zip(bounds, within, strict=True):
        if count >= wanted:
            return below + (bound - below) * (wanted - reached) / (count - reached)
        below, reached = bound, count
    return float(bounds[-1])


def _called(area: str | None, endpoint: str | None, counts: EndpointCounts) -> CalledLevel:
    return CalledLevel(
        area=area, endpoint=endpoint, requests=counts.requests, errors=counts.errors, latency=_latency(counts)
    )


def _ranked(levels: Iterable[CalledLevel]) -> tuple[CalledLevel, ...]:
    return tuple(sorted(levels, key=lambda each: (-each.requests, each.area or "", each.endpoint or "")))


def _area(endpoint: str) -> str | None:
    _, _, path = endpoint.partition(" ")
    parts = path.strip("/").split("/")
    return (parts[1] if len(parts) > 1 else parts[0]) or None

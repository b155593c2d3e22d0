"""What the analysis of an app's traces found, day by day. A day that is analysed again replaces what it said before."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field

from shared.data.repository import Entity
from shared.engines.trace_analysis.anomalies import Deviation
from shared.model import FrozenModel

MAX_EVIDENCE = 10
KEPT_DAYS = 90
"""Of how many days, counted back from the last, a finding knows how often it was met."""

_WEEK = timedelta(days=7)
_LEAST_CHANGE, _RISE = 3, 1.5


class FindingKind(StrEnum):
    """What was found: what an app is asked, an error, or a day out of the ordinary."""

    CAPABILITY = "capability"
    ERROR_GROUP = "error_group"
    ANOMALY = "anomaly"


Metric = Literal["p95_ms", "cost_per_trace", "error_rate"]
Method = Literal["outlier", "drift"]
Trend = Literal["new", "rising", "steady", "falling"]


class Measured(FrozenModel):
    """A day's value of a metric, or with `drift` its moving average, what was expected, and the spreads between."""

    metric: Metric
    method: Method
    value: float
    expected: float
    z: float

    @classmethod
    def of(cls, metric: Metric, method: Method, deviation: Deviation) -> Self:
        """Return a deviation as it is kept."""
        return cls(metric=metric, method=method, value=deviation.value, expected=deviation.expected, z=deviation.z)


class TraceFinding(Entity):
    """A finding: in how many traces it was met on each of its `days` (ISO 8601, UTC), and some of them as evidence.

    Capabilities have `terms` and a `centre`, the middle of what they mean; anomalies are `measured`.
    """

    app_id: str
    kind: FindingKind
    name: str
    terms: tuple[str, ...] = ()
    centre: bytes = b""
    measured: Measured | None = None
    days: dict[str, int] = Field(default_factory=dict[str, int])
    evidence: tuple[str, ...] = ()
    first_day: str = ""
    last_day: str = ""
    total: int = 0
    found_at: datetime

    def on_day(self, day: str, trace_ids: Sequence[str]) -> Self:
        """Return the finding as so many traces of a day showed it, whatever that day said before."""
        days = {**self.days, day: len(trace_ids)}
        last = max(each for each in days)
        since = (date.fromisoformat(last) - timedelta(days=KEPT_DAYS)).isoformat()
        kept = {each: days[each] for each in sorted(days) if days[each] and each > since}
        evidence = tuple(dict.fromkeys((*trace_ids[:MAX_EVIDENCE], *self.evidence)))[:MAX_EVIDENCE]
        return self.with_(
            days=kept,
            evidence=evidence,
            first_day=min((self.first_day or day, day)) if trace_ids else self.first_day,
            last_day=max(kept, default=self.last_day),
            total=sum(kept.values()),
        )

    def trend(self, today: date) -> Trend:
        """Tell how the last seven days compare with the seven before them."""
        if self.first_day > (today - _WEEK).isoformat():
            return "new"
        now, before = self._between(today - _WEEK, today), self._between(today - 2 * _WEEK, today - _WEEK)
        if abs(now - before) < _LEAST_CHANGE or max(now, before) < _RISE * min(now, before):
            return "steady"
        return "rising" if now > before else "falling"

    def _between(self, after: date, until: date) -> int:
        return sum(count for day, count in self.days.items() if after.isoformat() < day <= until.isoformat())


class TraceAnalysis(Entity):
    """How far an app's traces were analysed; each analysis of a day writes it, so that two don't cross."""

    last_day: str
    analysed_at: datetime

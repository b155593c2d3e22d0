"""Findings as callers see them."""

from datetime import date, datetime
from typing import Self

from shared.domain.trace_findings.model import FindingKind, Measured, TraceFinding, Trend
from shared.model import FrozenModel

_UNITS = {"p95_ms": "the 95th percentile of traces' durations", "cost_per_trace": "the cost of a trace in US dollars"}
_SHARE = "the share of traces that failed"


class TraceFindingView(FrozenModel):
    """A finding: in how many traces it was met by day (ISO 8601, UTC), how that changes, and some of the traces.

    The `trend` compares the last seven days with the seven before; anomalies are `measured` and have none.
    """

    id: str
    app_id: str
    kind: FindingKind
    name: str
    terms: tuple[str, ...]
    measured: Measured | None
    trend: Trend | None
    days: dict[str, int]
    total: int
    first_day: str
    last_day: str
    evidence: tuple[str, ...]
    found_at: datetime

    @classmethod
    def of(cls, finding: TraceFinding, *, today: date) -> Self:
        """Return the view of a finding."""
        fields = {name: getattr(finding, name) for name in cls.model_fields if name != "trend"}
        return cls(trend=None if finding.measured else finding.trend(today), **fields)


def told(finding: TraceFinding) -> str:
    """Return a finding in a sentence, of nothing but what was counted."""
    met = f"in {finding.total} traces from {finding.first_day} to {finding.last_day}"
    if finding.kind is FindingKind.CAPABILITY:
        return f"The app was asked the like {met}; most of these hold the words {finding.name}."
    if finding.measured is None:
        return f"This error was met {met}, counted once for each trace; numbers, ids and paths are left out of it."
    measured = finding.measured
    what = _UNITS.get(measured.metric, _SHARE)
    if measured.method == "drift":
        what = f"the moving average of {what}"
    return (
        f"On {finding.last_day}, {what} was {measured.value:.4g} where {measured.expected:.4g} was usual, "
        f"{abs(measured.z):.1f} spreads off."
    )

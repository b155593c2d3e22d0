"""The report on costs, and how it is laid out."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from shared.domain.model_costs.model import CostCounters, CostKind
from shared.domain.model_costs.schemas import CostLine
from shared.engines.report_sheets import Sheet, SheetChart, SheetTable
from shared.model import FrozenModel

MAX_LINES = 200
"""How many names of one kind a report tells; it says how many there are."""

_NANOS = 1_000_000_000
_CHARTED = 31
_HEAD = ("Tries", "Calls", "Tokens", "Unpriced", "Cost, USD")


class CostShare(FrozenModel):
    """What was counted by one kind of name: `lines` are at most 200 of `count`, `names` what people know some by."""

    kind: CostKind
    count: int
    lines: tuple[CostLine, ...]
    names: dict[str, str]

    @classmethod
    def of(cls, kind: CostKind, lines: Sequence[CostLine], names: Mapping[str, str]) -> "CostShare":
        """Return the first of some lines, with their names."""
        shown = tuple(lines[:MAX_LINES])
        named = {line.name: names[line.name] for line in shown if line.name in names}
        return cls(kind=kind, count=len(lines), lines=shown, names=named)

    def called(self, line: CostLine) -> str:
        """Return what people know a line by."""
        return self.names.get(line.name, line.name)


class CostReport(FrozenModel):
    """Costs of days of UTC, both included; `complete` unless more was counted than is read for a report."""

    since: date
    until: date
    total: CostCounters
    shares: tuple[CostShare, ...]
    complete: bool


def cost_sheet(report: CostReport, company: str, *, at: datetime) -> Sheet:
    """Return the report as it is laid out."""
    total = report.total
    facts = [
        ("Days", f"{report.since.isoformat()} to {report.until.isoformat()}, UTC"),
        ("Cost", _dollars(total.cost_nanos)),
        ("Tries", f"{total.tries}, {total.cached} of them from the cache"),
        ("Calls", str(total.calls)),
        ("Tokens", f"{total.prompt_tokens} sent, {total.completion_tokens} received"),
        ("Without a price", str(total.unpriced)),
    ]
    if not report.complete:
        facts.append(("Incomplete", "more was counted than is read for a report: name fewer days"))
    parts = [part for share in report.shares if share.lines for part in _parts(share)]
    subtitle = f"Report on what models cost, {at:%Y-%m-%d %H:%M} UTC"
    return Sheet(company, "Costs of models", subtitle, tuple(facts), tuple(parts))


def _parts(share: CostShare) -> list[SheetChart | SheetTable]:
    most = max(each.cost_nanos for each in share.lines) or 1
    charted = share.lines[-_CHARTED:] if share.kind is CostKind.DAY else share.lines[:_CHARTED]
    bars = tuple((share.called(each), each.cost_nanos / most, _dollars(each.cost_nanos)) for each in charted)
    rows = [
        (
            share.called(each),
            str(each.tries),
            str(each.calls),
            str(each.prompt_tokens + each.completion_tokens),
            str(each.unpriced),
            f"{each.cost_nanos / _NANOS:.6f}",
        )
        for each in share.lines
    ]
    told = f", the first {len(rows)} of {share.count}" if len(rows) < share.count else ""
    head = (share.kind.value.capitalize(), *_HEAD)
    return [
        SheetChart(f"Cost by {share.kind.value}{_chosen(share, len(charted))}", bars),
        SheetTable(f"By {share.kind.value}{told}", (head, *rows), (0.35, 0.1, 0.1, 0.15, 0.12, 0.18)),
    ]


def _chosen(share: CostShare, charted: int) -> str:
    if charted == len(share.lines):
        return ""
    return f", the last {charted}" if share.kind is CostKind.DAY else f", the first {charted}"


def _dollars(nanos: int) -> str:
    return f"{nanos / _NANOS:.6f} USD"

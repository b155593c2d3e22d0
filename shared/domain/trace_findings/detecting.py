"""From what a day's traces showed to findings."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.domain.trace_findings.model import FindingKind, Measured, Method, Metric, TraceFinding
from shared.engines.trace_analysis.anomalies import Deviation, drift, outlier
from shared.engines.trace_analysis.clusters import centre, clustered, nearest
from shared.engines.trace_analysis.fingerprints import fingerprint, normalised
from shared.engines.trace_analysis.names import named

LEAST_TRACES = 3
"""How many traces must ask the like for a capability."""

LEAST_MEASURED = 5
"""How many traces a day needs to be compared with others."""

HISTORY_DAYS = 56
LEAST_SPREADS: Mapping[Metric, float] = {"p95_ms": 20.0, "cost_per_trace": 0.0001, "error_rate": 0.01}


@dataclass(frozen=True, slots=True)
class SampledError:
    """An error as a span tells of it."""

    type: str
    message: str


@dataclass(frozen=True, slots=True)
class TraceSample:
    """What an analysis takes from a trace: what was asked, and what failed."""

    trace_id: str
    question: str
    errors: tuple[SampledError, ...]


@dataclass(frozen=True, slots=True)
class AnalysedDay:
    """Of which app and day (ISO 8601, UTC) something is found, and when."""

    app_id: str
    day: str
    at: datetime


def error_groups(of: AnalysedDay, samples: Sequence[TraceSample], known: Sequence[TraceFinding]) -> list[TraceFinding]:
    """Return the errors of a day, those known before as they are now; a trace counts once for each."""
    met: defaultdict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for sample in samples:
        for id, name in {_error_id(of.app_id, each): _error_name(each) for each in sample.errors}.items():
            met[id].append(sample.trace_id)
            names.setdefault(id, name)
    before = {each.id: each for each in known}
    found = [
        before.get(id)
        or TraceFinding(id=id, app_id=of.app_id, kind=FindingKind.ERROR_GROUP, name=names[id], found_at=of.at)
        for id in met
    ]
    changed = {each.id: each.on_day(of.day, met[each.id]) for each in found}
    return [*changed.values(), *_not_met(of.day, known, changed)]


def capabilities(
    of: AnalysedDay,
    samples: Sequence[TraceSample],
    vectors: Mapping[str, Sequence[float]],
    known: Sequence[TraceFinding],
    new_id: Callable[[], str],
) -> list[TraceFinding]:
    """Return what the app was asked on a day: capabilities known before as they are now, then new ones.

    `vectors` are those of the questions; a known capability keeps its centre, so that it stays the same one.
    """
    asked = [sample for sample in samples if sample.question in vectors]
    places = nearest([vectors[each.question] for each in asked], [each.centre for each in known])
    met: defaultdict[int, list[str]] = defaultdict(list)
    for sample, place in zip(asked, places, strict=True):
        if place is not None:
            met[place].append(sample.trace_id)
    changed = {known[place].id: known[place].on_day(of.day, met[place]) for place in sorted(met)}
    rest = [sample for sample, place in zip(asked, places, strict=True) if place is None]
    groups = clustered([vectors[each.question] for each in rest], least=LEAST_TRACES)
    terms = named([[rest[place].question for place in group] for group in groups], [each.question for each in asked])
    new = [
        TraceFinding(
            id=new_id(),
            app_id=of.app_id,
            kind=FindingKind.CAPABILITY,
            name=", ".join(words) or "unnamed",
            terms=words,
            centre=centre([vectors[rest[place].question] for place in group]),
            found_at=of.at,
        ).on_day(of.day, [rest[place].trace_id for place in group])
        for group, words in zip(groups, terms, strict=True)
    ]
    return [*changed.values(), *new, *_not_met(of.day, known, changed)]


def anomalies(
    of: AnalysedDay,
    series: Mapping[Metric, Mapping[str, float]],
    evidence: Mapping[Metric, Sequence[str]],
    known: Sequence[TraceFinding],
) -> list[TraceFinding]:
    """Return what is out of the ordinary on a day, of metrics' values by day (ISO 8601), with traces that show it."""
    found: list[TraceFinding] = []
    for metric, values in series.items():
        if of.day not in values:
            continue
        history = [values[day] for day in sorted(values) if day < of.day]
        for method, test in _METHODS.items():
            deviation = test(history, values[of.day], least_spread=LEAST_SPREADS[metric])
            if deviation is not None:
                finding = TraceFinding(
                    id=f"{of.app_id}-{metric}-{method}-{of.day}",
                    app_id=of.app_id,
                    kind=FindingKind.ANOMALY,
                    name=f"{metric} {'above' if deviation.z > 0 else 'below'} what is usual",
                    measured=Measured.of(metric, method, deviation),
                    found_at=of.at,
                )
                found.append(finding.on_day(of.day, evidence[metric]))
    return [*found, *_not_met(of.day, known, {each.id: each for each in found})]


_METHODS: Mapping[Method, Callable[..., Deviation | None]] = {"outlier": outlier, "drift": drift}


def _not_met(day: str, known: Sequence[TraceFinding], met: Mapping[str, TraceFinding]) -> list[TraceFinding]:
    """Return those that an earlier analysis met on the day, and this one doesn't."""
    return [each.on_day(day, ()) for each in known if day in each.days and each.id not in met]


def _error_id(app_id: str, error: SampledError) -> str:
    return f"{app_id}-{fingerprint(error.type, error.message)}"


def _error_name(error: SampledError) -> str:
    return ": ".join(part for part in (normalised(error.type), normalised(error.message)) if part)

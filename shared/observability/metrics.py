"""Counters, gauges and histograms of one process, in Prometheus' text format and OpenMetrics'.

Who reads them asks the process; nothing here takes locks, since everything is counted on one event loop.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

Labels = tuple[str, ...]

TEXT = "text/plain; version=0.0.4; charset=utf-8"
OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8"

MAX_SERIES = 2_000
"""How many combinations of labels one metric keeps; what comes beyond is counted under the label `other`."""


@dataclass(slots=True)
class Observed:
    """A histogram's series: how many values fell into each bucket, the last one for all beyond, and their sum.

    `exemplars` holds, by bucket, the last tenant whose value it was, and the value.
    """

    counts: list[int]
    total: float
    exemplars: dict[int, tuple[str, float]]


class Metric:
    """A name with a help text and labels."""

    kind = "untyped"

    def __init__(self, name: str, help: str, labels: Sequence[str] = ()) -> None:
        self.name = name
        self.help = help
        self.labels = tuple(labels)

    def lines(self, *, exemplars: bool) -> Iterator[str]:
        """Yield the samples."""
        raise NotImplementedError

    def text(self, *, open_metrics: bool) -> Iterator[str]:
        """Yield the metric as text, line by line."""
        family = self.name.removesuffix("_total") if open_metrics and self.kind == "counter" else self.name
        yield f"# HELP {family} {self.help}"
        yield f"# TYPE {family} {self.kind}"
        yield from self.lines(exemplars=open_metrics)

    def bounded(self, labels: Labels, known: Mapping[Labels, object]) -> Labels:
        """Return the labels, or those of all the rest where too many are known."""
        return labels if labels in known or len(known) < MAX_SERIES else ("other",) * len(labels)


class Counter(Metric):
    """What only grows."""

    kind = "counter"

    def __init__(self, name: str, help: str, labels: Sequence[str] = ()) -> None:
        super().__init__(name, help, labels)
        self.values: dict[Labels, float] = {}

    def add(self, *labels: str, amount: float = 1) -> None:
        """Count."""
        series = self.bounded(labels, self.values)
        self.values[series] = self.values.get(series, 0) + amount

    def lines(self, *, exemplars: bool) -> Iterator[str]:
        """Yield the samples."""
        for labels, value in self.values.items():
            yield f"{self.name}{_labelled(self.labels, labels)} {value:g}"


class Gauge(Metric):
    """What is asked for when somebody reads: values by labels."""

    kind = "gauge"

    def __init__(
        self, name: str, help: str, read: Callable[[], Mapping[Labels, float]], labels: Sequence[str] = ()
    ) -> None:
        super().__init__(name, help, labels)
        self.read = read

    def lines(self, *, exemplars: bool) -> Iterator[str]:
        """Yield the samples."""
        for labels, value in self.read().items():
            yield f"{self.name}{_labelled(self.labels, labels)} {value:g}"


class Histogram(Metric):
    """How values are spread; a bucket holds what is at most its bound."""

    kind = "histogram"

    def __init__(self, name: str, help: str, bounds: Sequence[float], labels: Sequence[str] = ()) -> None:
        super().__init__(name, help, labels)
        self.bounds = tuple(bounds)
        self.series: dict[Labels, Observed] = {}

    def observe(self, value: float, *labels: str, tenant_id: str | None = None) -> None:
        """Take a value in."""
        series = self.bounded(labels, self.series)
        observed = self.series.get(series)
        if observed is None:
            observed = self.series[series] = Observed([0] * (len(self.bounds) + 1), 0.0, {})
        bucket = bisect_left(self.bounds, value)
        observed.counts[bucket] += 1
        observed.total += value
        if tenant_id:
            observed.exemplars[bucket] = (tenant_id, value)

    def lines(self, *, exemplars: bool) -> Iterator[str]:
        """Yield the samples."""
        names = (*self.labels, "le")
        marks = (*(f"{bound:g}" for bound in self.bounds), "+Inf")
        for labels, observed in self.series.items():
            for bucket, (mark, count) in enumerate(zip(marks, accumulate(observed.counts), strict=True)):
                example = observed.exemplars.get(bucket) if exemplars else None
                told = f" # {_labelled(('tenant_id',), (example[0],))} {example[1]:g}" if example else ""
                yield f"{self.name}_bucket{_labelled(names, (*labels, mark))} {count}{told}"
            shown = _labelled(self.labels, labels)
            yield f"{self.name}_sum{shown} {observed.total:g}"
            yield f"{self.name}_count{shown} {sum(observed.counts)}"


def rendered(metrics: Sequence[Metric], *, open_metrics: bool = False) -> str:
    """Return metrics as text; OpenMetrics' has the tenants' exemplars as well."""
    lines = [line for metric in metrics for line in metric.text(open_metrics=open_metrics)]
    return "\n".join([*lines, "# EOF", ""] if open_metrics else [*lines, ""])


def _labelled(names: Sequence[str], values: Sequence[str]) -> str:
    if not names:
        return ""
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in zip(names, values, strict=True)) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")

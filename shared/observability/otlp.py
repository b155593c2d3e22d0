"""Spans and metrics as OTLP has them in JSON."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import starmap
from typing import Any

from shared.observability.metrics import Counter, Gauge, Histogram, Labels, Metric
from shared.observability.spans import Attribute, RecordedSpan, Recording

_CUMULATIVE = 2
_FAILED = 2

Resource = Mapping[str, str]


def traces(recordings: Iterable[Recording], resource: Resource) -> dict[str, Any]:
    """Return an ExportTraceServiceRequest of the spans that have ended."""
    spans = [_span(made.trace_id, each) for made in recordings for each in made.spans if each.ended]
    return {"resourceSpans": [{"resource": _resource(resource), "scopeSpans": [{"scope": _SCOPE, "spans": spans}]}]}


def measurements(metrics: Sequence[Metric], resource: Resource, *, since: int, now: int) -> dict[str, Any]:
    """Return an ExportMetricsServiceRequest of what was counted between two times, in nanoseconds since 1970."""
    times = {"startTimeUnixNano": str(since), "timeUnixNano": str(now)}
    found = [_metric(metric, times) for metric in metrics]
    scope = {"scope": _SCOPE, "metrics": [each for each in found if each is not None]}
    return {"resourceMetrics": [{"resource": _resource(resource), "scopeMetrics": [scope]}]}


_SCOPE = {"name": "ella"}


def _resource(resource: Resource) -> dict[str, Any]:
    return {"attributes": _attributes(resource)}


def _span(trace_id: str, span: RecordedSpan) -> dict[str, Any]:
    made: dict[str, Any] = {
        "traceId": trace_id,
        "spanId": span.span_id,
        "name": span.name,
        "kind": int(span.kind),
        "startTimeUnixNano": str(span.began),
        "endTimeUnixNano": str(span.ended),
        "attributes": _attributes(span.attributes),
    }
    if span.parent_id:
        made["parentSpanId"] = span.parent_id
    if span.error is not None:
        made["status"] = {"code": _FAILED, "message": span.error}
    return made


def _metric(metric: Metric, times: Mapping[str, str]) -> dict[str, Any] | None:
    def point(labels: Labels, value: float) -> dict[str, Any]:
        return {**times, "attributes": _labels(metric, labels), "asDouble": value}

    named = {"name": metric.name, "description": metric.help}
    match metric:
        case Counter(values=values) if values:
            points = list(starmap(point, values.items()))
            return {
                **named,
                "sum": {"dataPoints": points, "isMonotonic": True, "aggregationTemporality": _CUMULATIVE},
            }
        case Gauge(read=read) if values := read():
            return {**named, "gauge": {"dataPoints": list(starmap(point, values.items()))}}
        case Histogram(series=series) if series:
            points = [
                {
                    **times,
                    "attributes": _labels(metric, labels),
                    "count": str(sum(observed.counts)),
                    "sum": observed.total,
                    "bucketCounts": [str(count) for count in observed.counts],
                    "explicitBounds": list(metric.bounds),
                }
                for labels, observed in series.items()
            ]
            return {**named, "histogram": {"dataPoints": points, "aggregationTemporality": _CUMULATIVE}}
        case _:
            return None


def _labels(metric: Metric, labels: Labels) -> list[dict[str, Any]]:
    return _attributes(dict(zip(metric.labels, labels, strict=True)))


def _attributes(attributes: Mapping[str, Attribute]) -> list[dict[str, Any]]:
    return [{"key": name, "value": _value(value)} for name, value in attributes.items()]


def _value(value: Attribute) -> dict[str, Any]:
    match value:
        case bool():
            return {"boolValue": value}
        case int():
            return {"intValue": str(value)}
        case float():
            return {"doubleValue": value}
        case str():
            return {"stringValue": value}

"""What an analysis reads of a day's traces: a bounded number of them, a few at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from shared.data.unit_of_work import UnitOfWork
from shared.domain.trace_findings.detecting import HISTORY_DAYS, LEAST_MEASURED, SampledError, TraceSample
from shared.domain.trace_findings.model import Metric
from shared.domain.traces.counted import TraceUsage
from shared.domain.traces.model import Trace
from shared.domain.traces.packing import unpacked
from shared.domain.traces.repository import SpanChunkRepository, TraceRepository, TraceUsageRepository
from shared.engines.latencies import percentile
from shared.engines.spans.meaning import meaning_of
from shared.engines.spans.model import NANOS, Span
from shared.engines.trace_analysis.questions import answer_in, question_in
from shared.runtime.contexts import ExternalContext

MAX_TRACES = 200
"""Of how many of a day's traces an analysis reads the spans, the last begun."""

_AT_ONCE, _MAX_CHUNKS, _MAX_COUNTERS = 10, 3, 1_000
_EVIDENCE = 10
_MAX_MESSAGE = 2_000
Series = dict[Metric, dict[str, float]]


@dataclass(frozen=True, slots=True)
class DayOfTraces:
    """A day's traces with what their spans tell, and the app's metrics by day up to it (ISO 8601)."""

    traces: tuple[Trace, ...]
    samples: tuple[TraceSample, ...]
    series: Series

    def evidence(self) -> dict[Metric, list[str]]:
        """Return the traces that show each metric best, the slowest, the dearest and those that failed."""
        slowest = sorted(self.traces, key=lambda trace: (-trace.duration_nanos, trace.id))
        dearest = sorted(self.traces, key=lambda trace: (-trace.cost, trace.id))
        failed = [trace for trace in self.traces if trace.status == "error"] or self.traces
        by_metric: dict[Metric, Sequence[Trace]] = {
            "p95_ms": slowest,
            "cost_per_trace": dearest,
            "error_rate": failed,
        }
        return {metric: [each.trace_id for each in found[:_EVIDENCE]] for metric, found in by_metric.items()}


async def read_day(ctx: ExternalContext, app_id: str, day: date) -> DayOfTraces:
    """Return what is analysed of a day (UTC)."""
    begin = datetime.combine(day, time(), UTC)

    async def summaries(work: UnitOfWork) -> list[Trace]:
        return await TraceRepository(work).begun_between(app_id, begin, begin + timedelta(days=1), MAX_TRACES)

    async def counters(work: UnitOfWork) -> list[TraceUsage]:
        since = (day - timedelta(days=HISTORY_DAYS)).isoformat()
        return await TraceUsageRepository(work).of_days(app_id, "day", since, day.isoformat(), _MAX_COUNTERS)

    traces = await ctx.prepare(summaries)
    samples: list[TraceSample] = []
    for place in range(0, len(traces), _AT_ONCE):
        some = traces[place : place + _AT_ONCE]
        samples += await ctx.prepare(lambda work, some=some: _samples(work, some))
    return DayOfTraces(tuple(traces), tuple(samples), _series(await ctx.prepare(counters)))


async def _samples(work: UnitOfWork, traces: Sequence[Trace]) -> list[TraceSample]:
    found: list[TraceSample] = []
    for trace in traces:
        spans = await _first_spans(work, trace)
        question = next((said for span in spans if (said := question_in(meaning_of(span).input))), "")
        errors = dict.fromkeys(_error(span) for span in spans if span.status == "error")
        found.append(TraceSample(trace.trace_id, question, tuple(errors)))
    return found


async def read_exchange(work: UnitOfWork, trace: Trace) -> tuple[str, str]:
    """Return what was asked in a trace and what came of it, by the first span that was asked; else both are empty."""
    for span in await _first_spans(work, trace):
        meaning = meaning_of(span)
        if question := question_in(meaning.input):
            return question, answer_in(meaning.output)
    return "", ""


async def _first_spans(work: UnitOfWork, trace: Trace) -> list[Span]:
    """Return the spans of a trace's first chunks, the root first, then as they began."""
    chunks = await SpanChunkRepository(work).received_until(trace.id, trace.received_at, _MAX_CHUNKS)
    spans = {each.span.span_id: each.span for chunk in chunks for each in unpacked(chunk.payload)}
    return sorted(spans.values(), key=lambda span: (span.parent_id is not None, span.start_nanos, span.span_id))


def _error(span: Span) -> SampledError:
    for event in span.events:
        if event.name == "exception":
            type, message = (str(event.attributes.get(f"exception.{name}", "")) for name in ("type", "message"))
            return SampledError(type[:200], (message or span.status_message)[:_MAX_MESSAGE])
    return SampledError(span.name[:200], span.status_message[:_MAX_MESSAGE])


def _series(counters: Sequence[TraceUsage]) -> Series:
    days: dict[str, TraceUsage] = {}
    for each in counters:
        days[each.day] = days[each.day].plus(each) if each.day in days else each
    measured = {day: usage for day, usage in days.items() if usage.traces >= LEAST_MEASURED}
    return {
        "p95_ms": {day: percentile(usage.durations, 0.95) or 0.0 for day, usage in measured.items()},
        "cost_per_trace": {day: usage.cost_nanos / NANOS / usage.traces for day, usage in measured.items()},
        "error_rate": {day: usage.failed_traces / usage.traces for day, usage in measured.items()},
    }

"""Traces that somebody deletes: gone from lists and counters at once, their spans and files soon after."""

from collections.abc import Sequence

from shared.data.unit_of_work import UnitOfWork
from shared.domain.traces.events import TraceDeleted
from shared.domain.traces.model import Trace
from shared.domain.traces.repository import TraceRepository
from shared.domain.traces.usage import changed, contribution, count, together


def delete_traces(work: UnitOfWork, traces: Sequence[Trace]) -> None:
    """Delete traces of one app that were read in this unit, and what they added; at most once in a unit."""
    for trace in traces:
        TraceRepository(work).remove(trace)
        work.emit(TraceDeleted(app_id=trace.app_id, trace_id=trace.trace_id, at=work.now, seen_pages=trace.seen_pages))
    if traces:
        changes = together(changed(contribution(trace), {}) for trace in traces)
        count(work, traces[0].app_id, changes, until=max(trace.expires_at for trace in traces))

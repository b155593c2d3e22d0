"""An app's traces are analysed a day at a time: what was done stays done, and the next day is a delivery of its own."""

from collections.abc import Sequence
from datetime import timedelta

from shared.data.unit_of_work import UnitOfWork
from shared.domain.operations import transitions
from shared.domain.operations.repository import OperationRepository
from shared.domain.trace_findings.detecting import AnalysedDay, anomalies, capabilities, error_groups
from shared.domain.trace_findings.events import TraceDayAnalysisDue, TraceFindingDetected
from shared.domain.trace_findings.model import FindingKind, TraceAnalysis, TraceFinding
from shared.domain.trace_findings.repository import TraceAnalysisRepository, TraceFindingRepository
from shared.errors import DependencyUnavailable
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber
from shared.runtime.trace_samples import DayOfTraces, read_day

NOT_EMBEDDED = "what was asked could not be compared: the embedding model is missing"


@subscriber(TraceDayAnalysisDue, external=True)
async def analyse_trace_day(event: TraceDayAnalysisDue, ctx: ExternalContext) -> None:
    """Analyse one day, and have the next one analysed."""

    async def is_wanted(work: UnitOfWork) -> bool:
        if event.operation_id is None:
            return True
        operation = await OperationRepository(work).find(event.operation_id)
        return operation is not None and not operation.is_over

    if not await ctx.prepare(is_wanted):
        return
    found = await read_day(ctx, event.app_id, event.day)
    questions = sorted({sample.question for sample in found.samples if sample.question})
    try:
        embedded = await ctx.outside.embeddings.embed(questions) if questions else []
    except DependencyUnavailable:
        embedded = None
    vectors = None if embedded is None else dict(zip(questions, embedded, strict=True))
    await ctx.finish(lambda work: _record(work, event, found, vectors))


async def _record(
    work: UnitOfWork, event: TraceDayAnalysisDue, found: DayOfTraces, vectors: dict[str, list[float]] | None
) -> None:
    """Store what a day showed with the events of it, in one commit."""
    analyses, findings = TraceAnalysisRepository(work), TraceFindingRepository(work)
    before = await analyses.find(event.app_id)
    day = event.day.isoformat()
    of = AnalysedDay(event.app_id, day, work.now)
    known = {kind: await findings.known(event.app_id, kind) for kind in FindingKind}
    changed = [
        *error_groups(of, found.samples, known[FindingKind.ERROR_GROUP]),
        *anomalies(of, found.series, found.evidence(), known[FindingKind.ANOMALY]),
    ]
    if vectors is not None:
        changed += capabilities(of, found.samples, vectors, known[FindingKind.CAPABILITY], work.new_id)
    ids = {each.id for several in known.values() for each in several}
    new = [each for each in changed if each.id not in ids]
    await _store(findings, changed)
    last = max(day, before.last_day) if before else day
    await analyses.put(TraceAnalysis(id=event.app_id, last_day=last, analysed_at=work.now))
    if event.operation_id is not None:
        lines = [] if vectors is not None else [f"{day}: {NOT_EMBEDDED}"]
        await _go_on(work, event.operation_id, event, len(found.traces), len(new), lines)
        return
    for each in new:
        # All that the very first analysis meets was there before.
        if before is not None or each.kind is FindingKind.ANOMALY:
            work.emit(
                TraceFindingDetected(app_id=each.app_id, finding_id=each.id, finding_kind=each.kind, name=each.name)
            )


async def _store(findings: TraceFindingRepository, changed: Sequence[TraceFinding]) -> None:
    stored = await findings.get_many([each.id for each in changed])
    for each, known in zip(changed, stored, strict=True):
        if known is None:
            findings.add(each)
        elif each.total == 0:
            findings.remove(known)
        else:
            findings.save(each.with_(found_at=known.found_at))


async def _go_on(
    work: UnitOfWork, operation_id: str, event: TraceDayAnalysisDue, traces: int, new: int, lines: Sequence[str]
) -> None:
    after = event.with_(day=event.day + timedelta(days=1), traces=event.traces + traces, found=event.found + new)
    if event.day < event.until:
        await transitions.progressed(work, operation_id, after.traces, lines=lines)
        work.emit(after)
        return
    result = {"traces": after.traces, "newFindings": after.found}
    await transitions.succeeded(work, operation_id, result, lines=lines)

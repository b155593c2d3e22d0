"""Signals among everything else that happened, so that each is seen where it belongs."""

from shared.auth.permissions import Permission
from shared.data.store import Filter, Operator, StoreQuery
from shared.domain.attempts.model import Attempt, answer_id
from shared.domain.attempts.repository import AnswerRepository, AttemptRepository
from shared.domain.execution.model import RunPurpose
from shared.domain.execution.repository import RunRepository
from shared.domain.integrity.edits import record_id
from shared.domain.integrity.repository import EditRecordRepository, SignalLogRepository
from shared.domain.integrity.timeline import TimelineEntry, edit_entries, in_order, signal_entries
from shared.model import FrozenModel
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request

MOST_RUNS = 500


class GetIntegrityTimeline(Request):
    """Of which attempt."""

    attempt_id: Identifier


class Timeline(FrozenModel):
    """Everything in order, at most 500 runs; what was dropped was too much to keep, what is missing never came."""

    entries: tuple[TimelineEntry, ...]
    dropped: int
    missing: int


def _log_path(request: GetIntegrityTimeline) -> list[str]:
    return [SignalLogRepository.path(request.attempt_id)]


@query(
    "GET /v1/attempts/{attemptId}/integrity/timeline",
    permission=Permission.ATTEMPTS_READ,
    loads=Loads(AttemptRepository, "attempt_id", beside=_log_path, tagged=False),
    audited=True,
)
async def get_integrity_timeline(request: GetIntegrityTimeline, ctx: QueryContext) -> Timeline:
    """Get what happened in an attempt: signals, saves, edits, runs, breaks."""
    attempt = await AttemptRepository(ctx.reads).get(request.attempt_id)
    log = await SignalLogRepository(ctx.reads).find(attempt.id)
    entries = [*_attempt_entries(attempt), *(signal_entries(log) if log else ())]
    entries += await _answer_entries(attempt, ctx)
    entries += await _run_entries(attempt, ctx)
    return Timeline(entries=in_order(entries), dropped=log.dropped if log else 0, missing=log.missing if log else 0)


def _attempt_entries(attempt: Attempt) -> list[TimelineEntry]:
    timing, seating = attempt.timing, attempt.seating
    entries = [TimelineEntry(id="started", at=attempt.started_at, kind="started")]
    for place, each in enumerate(timing.breaks):
        entries.append(TimelineEntry(id=f"break:{place}", at=each.started_at, kind="break_started"))
        entries.append(TimelineEntry(id=f"break_end:{place}", at=each.end, kind="break_ended"))
    for place, each in enumerate(timing.extensions):
        entries.append(TimelineEntry(id=f"extension:{place}", at=each.given_at, kind="extended", count=each.minutes))
    for place, each in enumerate(timing.credits):
        seconds = round(each.length.total_seconds())
        entries.append(TimelineEntry(id=f"credit:{place}", at=each.credited_at, kind="time_credited", seconds=seconds))
    if seating.displaced and seating.since is not None:
        entries.append(TimelineEntry(id="taken_over", at=seating.since, kind="taken_over"))
    if attempt.submitted_at is not None:
        entries.append(TimelineEntry(id="submitted", at=attempt.submitted_at, kind="submitted"))
    return entries


async def _answer_entries(attempt: Attempt, ctx: QueryContext) -> list[TimelineEntry]:
    """Return the last save of each question, and how its answer came about."""
    answers, records = AnswerRepository(ctx.reads), EditRecordRepository(ctx.reads)
    answer_ids = [answer_id(attempt.id, each.question_id) for each in attempt.questions]
    record_ids = [record_id(attempt.id, each.question_id) for each in attempt.questions]
    await ctx.reads.get_many([*map(answers.path, answer_ids), *map(records.path, record_ids)])
    entries = [
        TimelineEntry(
            id=f"save:{answer.question_id}",
            at=answer.saved_at,
            kind="saved_last",
            question_id=answer.question_id,
            count=answer.revision,
        )
        for answer in await answers.get_many(answer_ids)
        if answer is not None
    ]
    for record in await records.get_many(record_ids):
        entries += edit_entries(record, attempt.started_at) if record is not None else ()
    return entries


async def _run_entries(attempt: Attempt, ctx: QueryContext) -> list[TimelineEntry]:
    about = Filter("subjectId", Operator.EQUAL, attempt.id)
    wanted = ("id", "purpose", "questionId", "createdAt")
    query = StoreQuery(RunRepository.collection, (about,), limit=MOST_RUNS, only=wanted)
    return [
        TimelineEntry(id=f"run:{run['id']}", at=run["createdAt"], kind="ran", question_id=run["questionId"])
        for run in (document.data for document in await ctx.reads.query(query))
        if run["purpose"] == RunPurpose.PRACTICE
    ]

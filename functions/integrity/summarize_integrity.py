"""Findings are written beside the attempt, never into it: nothing of its points or its way depends on them."""

from shared.data.store import Filter, Operator, StoreQuery
from shared.data.unit_of_work import UnitOfWork
from shared.domain.analytics.model import SimilarSubmissions
from shared.domain.analytics.repository import SimilarSubmissionsRepository
from shared.domain.attempts.model import Answer, Attempt, AttemptStatus, answer_id
from shared.domain.attempts.repository import AnswerRepository, AttemptRepository
from shared.domain.attempts.responses import CodeResponse, TextResponse
from shared.domain.integrity.edits import record_id
from shared.domain.integrity.events import FindingsOpened, IntegritySummaryDue
from shared.domain.integrity.measures import Alike, Observed, observations
from shared.domain.integrity.repository import (
    EditChapterRepository,
    EditRecordRepository,
    IntegritySummaryRepository,
    SignalLogRepository,
)
from shared.domain.integrity.signals import SignalLog
from shared.domain.integrity.summary import IntegritySummary
from shared.engines.playback.chapters import Chapter
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber

MOST_PAIRS = 100


@subscriber(IntegritySummaryDue)
async def summarize_integrity(event: IntegritySummaryDue, ctx: SubscriberContext) -> None:
    """Sum up what was noticed of an attempt that has ended."""
    attempts, summaries = AttemptRepository(ctx.work), IntegritySummaryRepository(ctx.work)
    ids = [repository.path(event.attempt_id) for repository in (attempts, summaries, SignalLogRepository(ctx.work))]
    await ctx.work.get_many(ids)
    attempt = await attempts.find(event.attempt_id)
    if attempt is None or attempt.status is AttemptStatus.OPEN:
        return
    log = await SignalLogRepository(ctx.work).find(attempt.id)
    answers = await AnswerRepository(ctx.work).get_many([answer_id(attempt.id, each) for each in _asked(attempt)])
    observed = Observed(
        ended_at=attempt.submitted_at or ctx.now,
        log=log or SignalLog.begun(attempt.id, at=attempt.started_at),
        lengths={answer.question_id: _length(answer) for answer in answers if answer is not None},
        chapters=await _chapters(attempt, ctx.work),
        alike=await _alike(attempt, ctx.work),
    )
    summary = IntegritySummary.of(attempt.id, observations(observed), at=ctx.now)
    earlier = await summaries.find(attempt.id)
    if summary.opened_at is not None and (earlier is None or earlier.opened_at is None):
        ctx.work.emit(FindingsOpened(attempt_id=attempt.id))
    if earlier is None:
        summaries.add(summary)
    else:
        summaries.save(earlier.renewed(summary))


def _asked(attempt: Attempt) -> list[str]:
    return [each.question_id for each in attempt.questions]


def _length(answer: Answer) -> int:
    match answer.response:
        case CodeResponse():
            return len(answer.response.source)
        case TextResponse():
            return len(answer.response.text)
        case _:
            return 0


async def _chapters(attempt: Attempt, work: UnitOfWork) -> dict[str, list[Chapter]]:
    if not attempt.recording.edits:
        return {}
    ids = [record_id(attempt.id, each) for each in _asked(attempt)]
    records = [each for each in await EditRecordRepository(work).get_many(ids) if each is not None]
    chapters: dict[str, list[Chapter]] = {}
    for record in records:
        closed = await EditChapterRepository(work).get_many(record.closed_ids(0, len(record.chapters)))
        chapters[record.question_id] = [*(each.chapter for each in closed if each is not None), record.open]
    return chapters


async def _alike(attempt: Attempt, work: UnitOfWork) -> list[Alike]:
    """Return the most similar pair with each other attempt, whatever comparison found it."""
    found: dict[tuple[str, str], Alike] = {}
    for own in ("firstAttemptId", "secondAttemptId"):
        collection = SimilarSubmissionsRepository.collection
        query = StoreQuery(collection, (Filter(own, Operator.EQUAL, attempt.id),), limit=MOST_PAIRS)
        for document in await work.query(query):
            alike = _own_side(SimilarSubmissions.model_validate(document.data), attempt.id)
            known = found.get((alike.question_id, alike.other_attempt_id))
            if attempt.asks(alike.question_id) and (known is None or known.share < alike.share):
                found[alike.question_id, alike.other_attempt_id] = alike
    return list(found.values())


def _own_side(pair: SimilarSubmissions, attempt_id: str) -> Alike:
    first = pair.first_attempt_id == attempt_id
    lines = [
        (each.first_from, each.first_to, each.second_from, each.second_to)
        if first
        else (each.second_from, each.second_to, each.first_from, each.first_to)
        for each in pair.fragments
    ]
    other = pair.second_attempt_id if first else pair.first_attempt_id
    return Alike(pair.question_id, other, pair.share, tuple(lines))

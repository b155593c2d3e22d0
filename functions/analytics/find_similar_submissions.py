"""All programs of a question against each other, without what the question gave everybody."""

import asyncio

from shared.data.pagination import PageRequest
from shared.data.unit_of_work import UnitOfWork
from shared.domain.analytics.events import SubmissionComparisonRequested
from shared.domain.analytics.repository import SimilarSubmissionsRepository
from shared.domain.analytics.similar import Program, similar
from shared.domain.attempts.model import AttemptStatus, answer_id
from shared.domain.attempts.repository import ATTEMPT_LIST, AnswerRepository, AttemptRepository
from shared.domain.attempts.responses import CodeResponse
from shared.domain.integrity.events import IntegritySummaryDue
from shared.domain.operations import transitions
from shared.domain.operations.repository import OperationRepository
from shared.domain.questions.content import CodingContent
from shared.domain.questions.model import version_id
from shared.domain.questions.repository import QuestionVersionRepository
from shared.engines.forms import starter_code
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber

PAGE = 100
MOST = 2_000


@subscriber(SubmissionComparisonRequested)
async def find_similar_submissions(event: SubmissionComparisonRequested, ctx: SubscriberContext) -> None:
    """Compare the programs of one question, and keep the pairs that are alike."""
    operation = await OperationRepository(ctx.work).find(event.operation_id)
    if operation is None or operation.is_over:
        return
    programs, versions = await _handed_in(ctx.work, event)
    starters = await _starters(ctx.work, event.question_id, versions)
    # Comparing takes seconds: the loop serves others meanwhile.
    pairs = await asyncio.to_thread(similar, event.operation_id, programs, starters)
    for pair in pairs:
        SimilarSubmissionsRepository(ctx.work).add(pair.with_(question_id=event.question_id))
    for attempt_id in dict.fromkeys(id for pair in pairs for id in (pair.first_attempt_id, pair.second_attempt_id)):
        ctx.work.emit(IntegritySummaryDue(attempt_id=attempt_id))
    await transitions.succeeded(ctx.work, event.operation_id, {"submissions": len(programs), "pairs": len(pairs)})


async def _handed_in(work: UnitOfWork, event: SubmissionComparisonRequested) -> tuple[list[Program], set[int]]:
    """Return the latest programs, and the versions of the question they answer."""
    programs: list[Program] = []
    versions: set[int] = set()
    equals = {"assessmentId": event.assessment_id, "status": AttemptStatus.SCORED}
    cursor = None
    while len(programs) < MOST:
        page = await AttemptRepository(work).page(ATTEMPT_LIST, PageRequest(PAGE, cursor), equals)
        asked = [attempt for attempt in page.items if attempt.asks(event.question_id)]
        versions |= {attempt.question(event.question_id).version for attempt in asked}
        answers = await AnswerRepository(work).get_many([answer_id(each.id, event.question_id) for each in asked])
        for answer in answers:
            if answer is not None and isinstance(answer.response, CodeResponse):
                programs.append(Program(answer.attempt_id, answer.response.language, answer.response.source))
        cursor = page.next_cursor
        if cursor is None:
            break
    return programs, versions


async def _starters(work: UnitOfWork, question_id: str, versions: set[int]) -> dict[str, list[str]]:
    """Return what candidates were given to begin with, by language."""
    found: dict[str, list[str]] = {}
    ids = [version_id(question_id, number) for number in sorted(versions)]
    for version in await QuestionVersionRepository(work).get_many(ids):
        if version is not None and isinstance(version.content, CodingContent):
            content = version.content
            given = {**starter_code(content.form, content.languages), **content.starter_code}
            for language, source in given.items():
                found.setdefault(language, []).append(source)
    return found

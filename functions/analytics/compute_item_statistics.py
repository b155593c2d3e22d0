"""Results are read page by page, the latest first, and analysed at once."""

import asyncio
from fractions import Fraction

from shared.data.pagination import PageRequest
from shared.data.unit_of_work import UnitOfWork
from shared.domain.analytics.events import ItemAnalysisRequested
from shared.domain.analytics.items import MOST, Item, ScoredPerson, analysed
from shared.domain.analytics.repository import ItemAnalysisRepository
from shared.domain.attempts.model import Answer, Attempt, AttemptStatus, answer_id
from shared.domain.attempts.repository import ATTEMPT_LIST, AnswerRepository, AttemptRepository, AttemptResultRepository
from shared.domain.attempts.responses import ChoiceResponse
from shared.domain.attempts.results import AttemptResult
from shared.domain.operations import transitions
from shared.domain.operations.repository import OperationRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber

PAGE = 25


@subscriber(ItemAnalysisRequested)
async def compute_item_statistics(event: ItemAnalysisRequested, ctx: SubscriberContext) -> None:
    """Compute and keep an assessment's item statistics."""
    operation = await OperationRepository(ctx.work).find(event.operation_id)
    if operation is None or operation.is_over:
        return
    items, people = await _read(ctx.work, event.assessment_id)
    # Estimating takes seconds: the loop serves others meanwhile.
    analysis = await asyncio.to_thread(analysed, event.assessment_id, items, people, at=ctx.now)
    await ItemAnalysisRepository(ctx.work).put(analysis)
    result = {"attempts": analysis.attempts, "items": len(analysis.items), "model": analysis.model.value}
    await transitions.succeeded(ctx.work, event.operation_id, result)


async def _read(work: UnitOfWork, assessment_id: str) -> tuple[list[Item], list[ScoredPerson]]:
    items: dict[str, Item] = {}
    people: list[ScoredPerson] = []
    equals = {"assessmentId": assessment_id, "status": AttemptStatus.SCORED}
    cursor = None
    while len(people) < MOST:
        page = await AttemptRepository(work).page(ATTEMPT_LIST, PageRequest(PAGE, cursor), equals)
        choices = [(attempt, asked) for attempt in page.items for asked in attempt.questions if asked.choices]
        answer_ids = [answer_id(attempt.id, asked.question_id) for attempt, asked in choices]
        results, answers = AttemptResultRepository(work), AnswerRepository(work)
        paths = [results.path(attempt.id) for attempt in page.items]
        await work.get_many([*paths, *map(answers.path, answer_ids)])
        given = dict(zip(answer_ids, await answers.get_many(answer_ids), strict=True))
        for attempt, result in zip(
            page.items, await results.get_many([attempt.id for attempt in page.items]), strict=True
        ):
            if result is not None:
                people.append(_person(attempt, result, given))
                for asked in attempt.questions:
                    item = Item(asked.question_id, asked.title, asked.kind, tuple(sorted(asked.choices)))
                    items.setdefault(asked.question_id, item)
        cursor = page.next_cursor
        if cursor is None:
            break
    return list(items.values()), people


def _person(attempt: Attempt, result: AttemptResult, given: dict[str, Answer | None]) -> ScoredPerson:
    chosen: dict[str, frozenset[str]] = {}
    for asked in attempt.questions:
        answer = given.get(answer_id(attempt.id, asked.question_id))
        if answer is not None and isinstance(answer.response, ChoiceResponse):
            chosen[asked.question_id] = frozenset(answer.response.chosen)
    shares = {
        each.question_id: Fraction(each.points) / Fraction(each.max_points)
        for each in result.questions
        if not each.needs_review and each.max_points
    }
    return ScoredPerson(attempt.id, shares, chosen)

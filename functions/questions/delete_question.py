"""Only a draft that nobody was ever asked can go; results rest on the others."""

from shared.auth.permissions import Permission
from shared.data.pagination import PageRequest
from shared.domain.assessments.model import AssessmentStatus
from shared.domain.assessments.repository import ASSESSMENTS_ASKING, AssessmentRepository
from shared.domain.questions.events import QuestionChanged
from shared.domain.questions.imports import TRIAL
from shared.domain.questions.model import Question, version_id
from shared.domain.questions.repository import QuestionRepository, QuestionVersionRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request

NAMED = 10
"""How many of the assessments that ask a question are named."""


class DeleteQuestion(Request):
    """Which question."""

    question_id: Identifier


def _trial_path(request: DeleteQuestion) -> list[str]:
    return [QuestionVersionRepository.path(version_id(request.question_id, TRIAL))]


@command(
    "DELETE /v1/questions/{questionId}",
    permission=Permission.QUESTIONS_WRITE,
    loads=Loads(QuestionRepository, "question_id", beside=_trial_path),
    errors=(FailedPrecondition,),
    status=204,
)
async def delete_question(request: DeleteQuestion, ctx: CommandContext) -> None:
    """Delete a draft that was never published and that no assessment asks."""
    questions, versions = QuestionRepository(ctx.work), QuestionVersionRepository(ctx.work)
    question = await questions.get(request.question_id)
    await _require_unused(question, ctx)
    question.require_deletable(at=ctx.now)
    if await versions.find(version_id(question.id, TRIAL)) is not None:
        raise FailedPrecondition("the question is being imported; wait or cancel that", code="question_importing")
    left = await versions.find(version_id(question.id, question.next_version))
    if left is not None:
        versions.remove(left)
    questions.remove(question)
    ctx.work.emit(QuestionChanged(question_id=question.id))


async def _require_unused(question: Question, ctx: CommandContext) -> None:
    """Raise FailedPrecondition, with the assessments' ids and titles, where some that aren't archived ask it."""
    equals = {"questionIds": question.id, "status": (AssessmentStatus.DRAFT, AssessmentStatus.ACTIVE)}
    asking = await AssessmentRepository(ctx.work).page(ASSESSMENTS_ASKING, PageRequest(limit=NAMED), equals)
    if asking.items:
        named = ", ".join(each.title for each in asking.items)
        raise FailedPrecondition(
            f"assessments ask this question: {named}{' and others' if asking.next_cursor else ''}",
            code="question_in_use",
            details={"assessments": [{"id": each.id, "title": each.title} for each in asking.items]},
        )

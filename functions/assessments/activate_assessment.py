"""From here on candidates are admitted, and the questions stay as they are now."""

from shared.auth.permissions import Permission
from shared.domain.assessments.events import AssessmentActivated
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.assessments.schemas import AssessmentView
from shared.domain.questions.content import CodingContent
from shared.domain.questions.model import Question, QuestionStatus, version_id
from shared.domain.questions.repository import QuestionRepository, QuestionVersionRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ActivateAssessment(Request):
    """Which assessment."""

    assessment_id: Identifier


@command(
    "POST /v1/assessments/{assessmentId}/activate",
    permission=Permission.ASSESSMENTS_PUBLISH,
    loads=Loads(AssessmentRepository, "assessment_id"),
    errors=(FailedPrecondition,),
)
async def activate_assessment(request: ActivateAssessment, ctx: CommandContext) -> AssessmentView:
    """Pin the published version of each question and admit candidates."""
    assessments = AssessmentRepository(ctx.work)
    assessment = await assessments.get(request.assessment_id)
    found = await QuestionRepository(ctx.work).get_many(assessment.question_ids)
    questions = [each for each in found if each and each.offered_version]
    active = assessment.activated({each.id: each.offered_version for each in questions}, at=ctx.now)
    active.require_scorable(await _tests(questions, QuestionVersionRepository(ctx.work)))
    assessments.save(active)
    ctx.work.emit(AssessmentActivated(assessment_id=active.id))
    return AssessmentView.of(active)


async def _tests(questions: list[Question], versions: QuestionVersionRepository) -> dict[str, int]:
    """Return how many tests each program has; one that was edited since counts as it was published."""
    edited = [each for each in questions if each.status is not QuestionStatus.PUBLISHED]
    pinned = await versions.get_many([version_id(each.id, each.offered_version) for each in edited])
    contents = {each.id: each.content for each in questions}
    contents |= {each.question_id: each.content for each in pinned if each is not None}
    return {id: len(content.tests) for id, content in contents.items() if isinstance(content, CodingContent)}

"""From here on candidates are admitted, and the questions stay as they are now."""

from shared.auth.permissions import Permission
from shared.domain.assessments.events import AssessmentActivated
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.assessments.schemas import AssessmentView
from shared.domain.questions.repository import QuestionRepository
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
    questions = await QuestionRepository(ctx.work).get_many(assessment.question_ids)
    versions = {each.id: each.offered_version for each in questions if each and each.offered_version}
    active = assessment.activated(versions, at=ctx.now)
    assessments.save(active)
    ctx.work.emit(AssessmentActivated(assessment_id=active.id))
    return AssessmentView.of(active)

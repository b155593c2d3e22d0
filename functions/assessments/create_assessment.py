"""Assessments begin as drafts."""

from shared.auth.permissions import Permission
from shared.domain.assessments.model import Assessment, AssessmentContent
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.assessments.schemas import AssessmentView
from shared.domain.questions.model import IN_USE
from shared.domain.questions.repository import QuestionRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class CreateAssessment(Request, AssessmentContent):
    """The content of a new draft."""


@command("POST /v1/assessments", permission=Permission.ASSESSMENTS_WRITE, idempotent=True, status=201)
async def create_assessment(request: CreateAssessment, ctx: CommandContext) -> AssessmentView:
    """Create a draft assessment."""
    questions = await QuestionRepository(ctx.work).get_many(request.question_ids)
    request.require_questions({each.id for each in questions if each})
    request.require_not_archived({each.id for each in questions if each and each.status in IN_USE})
    assessment = Assessment.draft(request, id=ctx.new_id(), by=ctx.author, at=ctx.now)
    AssessmentRepository(ctx.work).add(assessment)
    ctx.work.about(assessmentId=assessment.id)
    return AssessmentView.of(assessment)

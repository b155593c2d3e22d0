"""Drafts are edited by merge patch."""

from shared.auth.permissions import Permission
from shared.data.merge_patch import merge_patch
from shared.domain.assessments.model import AssessmentContent, QuestionChoice
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.assessments.schemas import AssessmentView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request, ShortText, Title, bind_value


class UpdateAssessment(Request):
    """What changes, as a merge patch: null returns a field to its default."""

    assessment_id: Identifier
    title: Title | None = None
    description: ShortText | None = None
    time_limit_minutes: int | None = None
    questions: tuple[QuestionChoice, ...] | None = None


@command(
    "PATCH /v1/assessments/{assessmentId}",
    permission=Permission.ASSESSMENTS_WRITE,
    loads=Loads(AssessmentRepository, "assessment_id"),
    errors=(FailedPrecondition,),
)
async def update_assessment(request: UpdateAssessment, ctx: CommandContext) -> AssessmentView:
    """Change a draft assessment."""
    assessments = AssessmentRepository(ctx.work)
    assessment = await assessments.get(request.assessment_id)
    patch = request.model_dump(by_alias=True, exclude_unset=True, exclude={"assessment_id"})
    patched = merge_patch(assessment.content.to_data(), patch)
    edited = assessment.edited(bind_value(AssessmentContent, patched), at=ctx.now)
    assessments.save(edited)
    return AssessmentView.of(edited)

"""A draft nobody was ever invited to leaves nothing behind."""

from shared.auth.permissions import Permission
from shared.domain.assessments.repository import AssessmentRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DeleteAssessment(Request):
    """Which draft."""

    assessment_id: Identifier


@command(
    "DELETE /v1/assessments/{assessmentId}",
    permission=Permission.ASSESSMENTS_WRITE,
    loads=Loads(AssessmentRepository, "assessment_id"),
    errors=(FailedPrecondition,),
    status=204,
)
async def delete_assessment(request: DeleteAssessment, ctx: CommandContext) -> None:
    """Delete a draft assessment; what was active once is archived instead."""
    assessments = AssessmentRepository(ctx.work)
    assessment = await assessments.get(request.assessment_id)
    assessment.require_draft("deleted")
    assessments.remove(assessment)

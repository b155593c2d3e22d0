"""An archived assessment admits nobody new."""

from shared.auth.permissions import Permission
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.assessments.schemas import AssessmentView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ArchiveAssessment(Request):
    """Which assessment."""

    assessment_id: Identifier


@command(
    "POST /v1/assessments/{assessmentId}/archive",
    permission=Permission.ASSESSMENTS_PUBLISH,
    loads=Loads(AssessmentRepository, "assessment_id"),
    errors=(FailedPrecondition,),
)
async def archive_assessment(request: ArchiveAssessment, ctx: CommandContext) -> AssessmentView:
    """Admit no more candidates; running attempts go on."""
    assessments = AssessmentRepository(ctx.work)
    archived = (await assessments.get(request.assessment_id)).archived(at=ctx.now)
    assessments.save(archived)
    return AssessmentView.of(archived)

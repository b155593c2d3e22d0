"""What is active never changes: who wants it otherwise changes a copy."""

from shared.auth.permissions import Permission
from shared.domain.assessments.model import Assessment
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.assessments.schemas import AssessmentView
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request, Title


class CloneAssessment(Request):
    """Which assessment, and what the copy is called; without a title it has the same."""

    assessment_id: Identifier
    title: Title | None = None


@command(
    "POST /v1/assessments/{assessmentId}/clone",
    permission=Permission.ASSESSMENTS_WRITE,
    loads=Loads(AssessmentRepository, "assessment_id", tagged=False),
    idempotent=True,
    status=201,
)
async def clone_assessment(request: CloneAssessment, ctx: CommandContext) -> AssessmentView:
    """Create a draft with the content of another assessment, whose questions get their newest versions."""
    assessments = AssessmentRepository(ctx.work)
    content = (await assessments.get(request.assessment_id)).content
    content = content.with_(title=request.title or content.title)
    clone = Assessment.draft(content, id=ctx.new_id(), by=ctx.author, at=ctx.now)
    assessments.add(clone)
    ctx.work.about(assessmentId=clone.id)
    return AssessmentView.of(clone)

"""Drafts are edited by merge patch."""

from typing import Any

from shared.auth.permissions import Permission
from shared.data.merge_patch import merge_patch
from shared.domain.assessments.content import AssessmentContent, Difficulty, Section, Tag
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.assessments.schemas import AssessmentView
from shared.domain.questions.model import IN_USE
from shared.domain.questions.repository import QuestionRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request, ShortText, Title, bind_value


class UpdateAssessment(Request):
    """What changes, as a merge patch: null returns a field to its default."""

    assessment_id: Identifier
    title: Title | None = None
    description: ShortText | None = None
    instructions: ShortText | None = None
    category: str | None = None
    difficulty: Difficulty | None = None
    tags: tuple[Tag, ...] | None = None
    time_limit_minutes: int | None = None
    sections: tuple[Section, ...] | None = None
    marking: dict[str, Any] | None = None
    availability: dict[str, Any] | None = None
    retakes: dict[str, Any] | None = None
    results: dict[str, Any] | None = None
    practice: bool | None = None
    recording: dict[str, Any] | None = None
    pair_mode: bool | None = None


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
    content = bind_value(AssessmentContent, patched)
    questions = await QuestionRepository(ctx.work).get_many(content.question_ids)
    content.require_questions({each.id for each in questions if each})
    if request.sections is not None:
        content.require_not_archived({each.id for each in questions if each and each.status in IN_USE})
    edited = assessment.edited(content, at=ctx.now)
    assessments.save(edited)
    return AssessmentView.of(edited)

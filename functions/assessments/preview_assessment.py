"""What a candidate would be asked: drawn by a seed, written nowhere, counted as no attempt."""

from decimal import Decimal
from typing import Annotated

from pydantic import StringConstraints

from shared.auth.permissions import Permission
from shared.data.unit_of_work import Reads
from shared.domain.assessments.model import Assessment
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.questions.model import version_id
from shared.domain.questions.repository import QuestionRepository, QuestionVersionRepository
from shared.domain.questions.tasks import Task, choice_order
from shared.engines.drawing import variant_seed
from shared.errors import FailedPrecondition, InternalError
from shared.model import FrozenModel, Points
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class PreviewAssessment(Request):
    """Which assessment, drawn by which seed: an attempt's shows what that candidate was asked."""

    assessment_id: Identifier
    seed: Annotated[str, StringConstraints(min_length=1, max_length=100)] = "preview"


class PreviewedSection(FrozenModel):
    """A section, as the candidate reads it before it starts."""

    number: int
    title: str
    instructions: str
    time_limit_minutes: int | None


class Preview(FrozenModel):
    """An assessment as a candidate would see it."""

    seed: str
    title: str
    instructions: str
    time_limit_minutes: int
    max_points: Points
    sections: tuple[PreviewedSection, ...]
    questions: tuple[Task, ...]


@query(
    "GET /v1/assessments/{assessmentId}/preview",
    permission=Permission.ASSESSMENTS_READ,
    loads=Loads(AssessmentRepository, "assessment_id", tagged=False),
    errors=(FailedPrecondition,),
)
async def preview_assessment(request: PreviewAssessment, ctx: QueryContext) -> Preview:
    """Preview an assessment as a candidate; a draft's questions are shown as they are published now."""
    assessment = await AssessmentRepository(ctx.reads).get(request.assessment_id)
    questions = await _questions(assessment, request.seed, ctx.reads)
    return Preview(
        seed=request.seed,
        title=assessment.title,
        instructions=assessment.instructions,
        time_limit_minutes=assessment.time_limit_minutes,
        max_points=sum((each.points for each in questions), Decimal(0)),
        sections=tuple(
            PreviewedSection(
                number=number,
                title=section.title,
                instructions=section.instructions,
                time_limit_minutes=section.time_limit_minutes,
            )
            for number, section in enumerate(assessment.sections, 1)
        ),
        questions=questions,
    )


async def _questions(assessment: Assessment, seed: str, reads: Reads) -> tuple[Task, ...]:
    drawn = assessment.drawn(seed, await _versions(assessment, reads))
    ids = [version_id(each.question_id, each.version) for each in drawn]
    tasks: list[Task] = []
    for each, version in zip(drawn, await QuestionVersionRepository(reads).get_many(ids), strict=True):
        if version is None:
            raise InternalError(f"the question {each.question_id} lacks its version {each.version}")
        shuffled = assessment.sections[each.section].shuffle_choices
        content = version.variant(variant_seed(seed, each.question_id))
        choices = choice_order(each.question_id, content, seed if shuffled else None)
        section = each.section + 1
        tasks.append(Task.of(each.question_id, content, section=section, points=each.points, choices=choices))
    return tuple(tasks)


async def _versions(assessment: Assessment, reads: Reads) -> dict[str, int]:
    if assessment.versions:
        return assessment.versions
    questions = await QuestionRepository(reads).get_many(assessment.question_ids)
    return assessment.pinned({each.id: each.offered_version for each in questions if each and each.offered_version})

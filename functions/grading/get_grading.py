"""What a grader needs to mark an answer, and nothing that says whose it is or what others gave."""

from shared.auth.permissions import Permission
from shared.domain.attempts.model import answer_id
from shared.domain.attempts.repository import AnswerRepository, AttemptRepository
from shared.domain.attempts.responses import Response
from shared.domain.grading.model import rubric_id
from shared.domain.grading.repository import GradingRepository, RubricVersionRepository
from shared.domain.grading.schemas import MarkedGradingView
from shared.domain.questions.model import version_id
from shared.domain.questions.repository import QuestionVersionRepository
from shared.engines.rubrics import Rubric
from shared.errors import NotFound
from shared.model import FrozenModel
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetGrading(Request):
    """Which grading."""

    grading_id: Identifier


class AnswerToGrade(FrozenModel):
    """A grading with the question's text, the answer and the rubric."""

    grading: MarkedGradingView
    prompt: str
    response: Response
    rubric: Rubric


@query(
    "GET /v1/gradings/{gradingId}",
    permission=Permission.GRADINGS_GRADE,
    loads=Loads(GradingRepository, "grading_id", tagged=False),
    audited=True,
    errors=(NotFound,),
)
async def get_grading(request: GetGrading, ctx: QueryContext) -> AnswerToGrade:
    """Get an answer to mark, with the question and the rubric."""
    grading = await GradingRepository(ctx.reads).get(request.grading_id)
    answers, rubrics = AnswerRepository(ctx.reads), RubricVersionRepository(ctx.reads)
    answered = answer_id(grading.attempt_id, grading.question_id)
    by = rubric_id(grading.assessment_id, grading.question_id, grading.rubric_version)
    await ctx.reads.get_many([AttemptRepository.path(grading.attempt_id), answers.path(answered), rubrics.path(by)])
    attempt, answer, rubric = (
        await AttemptRepository(ctx.reads).get(grading.attempt_id),
        await answers.get(answered),
        await rubrics.get(by),
    )
    asked = attempt.question(grading.question_id)
    version = await QuestionVersionRepository(ctx.reads).get(version_id(asked.question_id, asked.version))
    return AnswerToGrade(
        grading=MarkedGradingView.of(grading),
        prompt=version.variant(asked.variant_seed).prompt,
        response=answer.response,
        rubric=rubric.rubric,
    )

"""The last grader to hand in their marks settles the points, or shows that the graders disagree."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.attempts.transitions import record_grading
from shared.domain.grading.events import AnswerGraded, GradersDisagreed
from shared.domain.grading.model import GradedStatus, graded_id, rubric_id
from shared.domain.grading.repository import GradedAnswerRepository, GradingRepository, RubricVersionRepository
from shared.domain.grading.schemas import MarkedGradingView
from shared.engines.rubrics import Comment, Mark
from shared.errors import FailedPrecondition, InternalError, InvalidInput
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class SubmitGrading(Request):
    """A mark for each criterion; the private notes are the team's alone."""

    grading_id: Identifier
    marks: Annotated[tuple[Mark, ...], Field(max_length=30)]
    comment: Comment = ""
    private_notes: Comment = ""


@command(
    "POST /v1/gradings/{gradingId}/submit",
    permission=Permission.GRADINGS_GRADE,
    loads=Loads(GradingRepository, "grading_id"),
    errors=(FailedPrecondition,),
)
async def submit_grading(request: SubmitGrading, ctx: CommandContext) -> MarkedGradingView:
    """Hand in one's marks for an answer; they are final."""
    gradings, answers, rubrics = (
        GradingRepository(ctx.work),
        GradedAnswerRepository(ctx.work),
        RubricVersionRepository(ctx.work),
    )
    grading = await gradings.get(request.grading_id)
    by = rubric_id(grading.assessment_id, grading.question_id, grading.rubric_version)
    answered = graded_id(grading.attempt_id, grading.question_id)
    await ctx.work.get_many([rubrics.path(by), answers.path(answered)])
    rubric, answer = (await rubrics.get(by)).rubric, await answers.get(answered)
    problems = list(rubric.problems(request.marks))
    if problems:
        raise InvalidInput("the marks don't fit the rubric; see details", fields=problems)
    points = rubric.points(request.marks, grading.worth)
    if points is None:
        raise InternalError("marks that fit the rubric come to no points")
    submitted = grading.submitted(
        request.marks, points, comment=request.comment, private_notes=request.private_notes, at=ctx.now
    )
    marked = answer.marked(submitted, points, at=ctx.now)
    gradings.save(submitted)
    answers.save(marked)
    if marked.status is GradedStatus.DISAGREED:
        ctx.work.emit(GradersDisagreed(attempt_id=marked.attempt_id, question_id=marked.question_id))
    elif marked.points is not None:
        await record_grading(
            ctx.work,
            marked.attempt_id,
            marked.question_id,
            marked.points,
            author=marked.decided_by,
            reason=marked.reason,
        )
        ctx.work.emit(AnswerGraded(attempt_id=marked.attempt_id, question_id=marked.question_id))
    return MarkedGradingView.of(submitted)

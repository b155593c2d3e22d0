"""Results go out when the team says so: all that are ready, or those of some attempts."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.data.unit_of_work import UnitOfWork
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.attempts.events import ReleasePageDue
from shared.domain.attempts.model import AttemptStatus
from shared.domain.attempts.repository import AttemptRepository, AttemptResultRepository
from shared.domain.attempts.rescoring import PAGE
from shared.errors import FailedPrecondition, FieldProblem
from shared.model import FrozenModel
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ReleaseResults(Request):
    """Which assessment, and which of its attempts: all that need no review any more, where none is named."""

    assessment_id: Identifier
    attempt_ids: Annotated[tuple[Identifier, ...], Field(max_length=PAGE)] = ()


class Release(FrozenModel):
    """What is being released."""

    assessment_id: str
    attempt_ids: tuple[str, ...]


def _paths(request: ReleaseResults) -> list[str]:
    repositories = (AttemptRepository, AttemptResultRepository)
    return [repository.path(id) for repository in repositories for id in request.attempt_ids]


@command(
    "POST /v1/assessments/{assessmentId}/release",
    permission=Permission.GRADINGS_MANAGE,
    idempotent=True,
    loads=Loads(AssessmentRepository, "assessment_id", beside=_paths, tagged=False),
    errors=(FailedPrecondition,),
    status=202,
)
async def release_results(request: ReleaseResults, ctx: CommandContext) -> Release:
    """Release results to their candidates; what was released before stays as it is, and is mailed once."""
    assessment = await AssessmentRepository(ctx.work).get(request.assessment_id)
    ids = tuple(dict.fromkeys(request.attempt_ids))
    await _require_ready(ctx.work, assessment.id, ids)
    ctx.work.emit(ReleasePageDue(assessment_id=assessment.id, released_by=ctx.author, attempt_ids=ids))
    return Release(assessment_id=assessment.id, attempt_ids=ids)


async def _require_ready(work: UnitOfWork, assessment_id: str, ids: tuple[str, ...]) -> None:
    attempts = await AttemptRepository(work).get_many(ids)
    results = await AttemptResultRepository(work).get_many(ids)
    problems: list[FieldProblem] = []
    for place, (attempt, result) in enumerate(zip(attempts, results, strict=True)):
        at = f"/attemptIds/{place}"
        if attempt is None or attempt.assessment_id != assessment_id:
            problems.append(FieldProblem(at, "attempt_not_found", "the assessment has no such attempt"))
        elif attempt.status is not AttemptStatus.SCORED or result is None or result.needs_review:
            problems.append(FieldProblem(at, "result_not_ready", "wait until it is scored and graded"))
    if problems:
        raise FailedPrecondition("some results are not ready; see details", code="result_not_ready", fields=problems)

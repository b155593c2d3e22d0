"""What a practice run came to. A scoring run is none of the candidate's business: there is no such run here."""

from datetime import datetime
from typing import Self

from shared.auth.permissions import Permission
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.execution.model import Run, RunPurpose, RunStatus
from shared.domain.execution.repository import RunRepository
from shared.engines.scoring.verdicts import Verdict
from shared.errors import NotFound
from shared.model import FrozenModel
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request


class GetRun(Request):
    """Which run."""

    attempt_id: Identifier
    run_id: Identifier


class PracticeTest(FrozenModel):
    """A visible test, and what came of it once it ran."""

    id: str
    input: str
    expected_output: str
    verdict: Verdict | None
    output: str
    error_output: str
    cpu_ms: int
    memory_kib: int


class PracticeRun(FrozenModel):
    """A practice run for its candidate."""

    id: str
    question_id: str
    language: str
    status: RunStatus
    verdict: Verdict | None
    compiler_message: str
    tests: tuple[PracticeTest, ...]
    created_at: datetime
    finished_at: datetime | None

    @classmethod
    def of(cls, run: Run) -> Self:
        """Return the candidate's view of a run."""
        results = {each.id: each for each in run.result.tests} if run.result else {}
        tests: list[PracticeTest] = []
        for test in run.tests:
            if not test.visible:
                continue
            result = results.get(test.id)
            tests.append(
                PracticeTest(
                    id=test.id,
                    input=test.input,
                    expected_output=test.expected_output,
                    verdict=result.verdict if result else None,
                    output=result.output if result else "",
                    error_output=result.error_output if result else "",
                    cpu_ms=result.cpu_ms if result else 0,
                    memory_kib=result.memory_kib if result else 0,
                )
            )
        return cls(
            id=run.id,
            question_id=run.question_id,
            language=run.language,
            status=run.status,
            verdict=run.result.verdict if run.result else None,
            compiler_message=run.result.compiler_message if run.result else "",
            tests=tuple(tests),
            created_at=run.created_at,
            finished_at=run.result.finished_at if run.result else None,
        )


def _run_path(request: GetRun) -> list[str]:
    return [RunRepository.path(request.run_id)]


@query(
    "GET /v1/attempts/{attemptId}/runs/{runId}",
    permission=Permission.ATTEMPTS_TAKE,
    loads=Loads(AttemptRepository, "attempt_id", beside=_run_path, tagged=False),
    runtime=Runtime.ASSESSMENT,
)
async def get_run(request: GetRun, ctx: QueryContext) -> PracticeRun:
    """Get a practice run of an attempt."""
    run = await RunRepository(ctx.reads).get(request.run_id)
    if run.purpose is not RunPurpose.PRACTICE or run.subject_id != request.attempt_id:
        raise NotFound("there is no such run", code="run_not_found")
    return PracticeRun.of(run)

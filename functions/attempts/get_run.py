"""What a practice run came to. A scoring run is none of the candidate's business: there is no such run here."""

from datetime import datetime
from typing import Self

from shared.auth.permissions import Permission
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.execution.model import Run, RunPurpose, RunStatus
from shared.domain.execution.repository import RunRepository
from shared.engines.runs import RunResult, RunTest, TestResult
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
    """A visible test, and what came of it."""

    id: str
    input: str
    expected_output: str
    verdict: Verdict
    output: str
    error_output: str
    hint: str
    exit_code: int | None
    signal: int | None
    cpu_ms: int
    wall_ms: int
    memory_kib: int

    @classmethod
    def of(cls, test: RunTest, result: TestResult) -> Self:
        """Return the view of a test that ran."""
        return cls(
            id=test.id,
            input=test.input,
            expected_output=test.expected_output,
            verdict=result.verdict,
            output=result.output,
            error_output=result.error_output,
            hint=result.hint,
            exit_code=result.exit_code,
            signal=result.signal,
            cpu_ms=result.cpu_ms,
            wall_ms=result.wall_ms,
            memory_kib=result.memory_kib,
        )


class PracticeResult(FrozenModel):
    """What a practice run came to."""

    verdict: Verdict
    compiler_message: str
    tests: tuple[PracticeTest, ...]
    finished_at: datetime

    @classmethod
    def of(cls, run: Run, result: RunResult) -> Self:
        """Return the view of a run's result."""
        results = {each.id: each for each in result.tests}
        return cls(
            verdict=result.verdict,
            compiler_message=result.compiler_message,
            tests=tuple(
                PracticeTest.of(test, results[test.id])
                for test in (run.spec.tests if run.spec else ())
                if test.visible and test.id in results
            ),
            finished_at=result.finished_at,
        )


class PracticeRun(FrozenModel):
    """A practice run for its candidate; `result` is there once it ran."""

    id: str
    question_id: str
    language: str
    status: RunStatus
    result: PracticeResult | None
    created_at: datetime

    @classmethod
    def of(cls, run: Run) -> Self:
        """Return the candidate's view of a run."""
        return cls(
            id=run.id,
            question_id=run.question_id,
            language=run.language,
            status=run.status,
            result=PracticeResult.of(run, run.result) if run.result else None,
            created_at=run.created_at,
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

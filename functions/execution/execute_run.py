"""Programs run in the sandbox; what they print is judged outside of it."""

import asyncio
from collections.abc import Sequence

from shared.data.unit_of_work import UnitOfWork
from shared.domain.execution import judging
from shared.domain.execution.events import ExecutionCompleted, ExecutionRequested
from shared.domain.execution.model import Run, RunStatus
from shared.domain.execution.repository import RunRepository
from shared.engines.languages import LANGUAGES
from shared.ports.sandbox import Input, Program, ProgramOutcome, Sandbox
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber
from shared.runtime.profiles import Runtime


@subscriber(ExecutionRequested, external=True, runtime=Runtime.EXECUTION)
async def execute_run(event: ExecutionRequested, ctx: ExternalContext) -> None:
    """Run a program on its tests and record the verdicts."""

    async def read(work: UnitOfWork) -> Run | None:
        return await RunRepository(work).find(event.run_id)

    run = await ctx.prepare(read)
    if run is None or run.status is RunStatus.COMPLETED:
        return
    outcome = await _outcome(ctx.outside.sandbox, run)
    result = await asyncio.to_thread(judging.judge, run, outcome, at=ctx.outside.clock.now())

    async def record(work: UnitOfWork) -> None:
        runs = RunRepository(work)
        current = await runs.get(event.run_id)
        if current.status is RunStatus.COMPLETED:
            return
        runs.save(current.completed(result))
        work.emit(ExecutionCompleted(run_id=current.id, purpose=current.purpose, subject_id=current.subject_id))

    await ctx.finish(record)


async def _outcome(sandbox: Sandbox, run: Run) -> ProgramOutcome:
    """Run every test, and those once more that failed through no fault of the program."""
    language = LANGUAGES.get(run.language)
    if language is None:
        return judging.not_run(f"{run.language} is not among the languages")
    program = Program(language, run.source.encode())
    limits = judging.limits_of(run)

    async def outcomes(tests: Sequence[int]) -> ProgramOutcome:
        return await sandbox.run(program, [Input(run.tests[number].input.encode()) for number in tests], limits)

    first = await outcomes(range(len(run.tests)))
    again = judging.undecided(first, len(run.tests))
    return judging.merged(first, again, await outcomes(again)) if again else first

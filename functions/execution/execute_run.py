"""Programs run in the sandbox; what they print is judged outside of it."""

import asyncio

from shared.data.unit_of_work import UnitOfWork
from shared.domain.execution import judging
from shared.domain.execution.events import ExecutionCompleted, ExecutionRequested
from shared.domain.execution.executing import execute
from shared.domain.execution.model import Run, RunPurpose, RunStatus
from shared.domain.execution.progress import ProgressReport
from shared.domain.execution.repository import RunProgressRepository, RunRepository
from shared.domain.questions.content import CodingContent
from shared.domain.questions.repository import QuestionVersionRepository
from shared.engines.runs import RunResult, RunSpec
from shared.engines.test_data import MAX_ARCHIVE_BYTES, TestTexts
from shared.errors import InternalError
from shared.ports.sandbox import SandboxUnavailable
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber
from shared.runtime.profiles import Runtime


@subscriber(ExecutionRequested, external=True, runtime=Runtime.EXECUTION)
async def execute_run(event: ExecutionRequested, ctx: ExternalContext) -> None:
    """Run a program on its tests and record the verdicts."""

    async def read(work: UnitOfWork) -> tuple[Run, RunSpec] | None:
        run = await RunRepository(work).find(event.run_id)
        if run is None or run.status is RunStatus.COMPLETED:
            return None
        return run, await _spec(run, work)

    found = await ctx.prepare(read)
    if found is None:
        return
    run, spec = found
    async with ProgressReport(ctx.prepare, run.id) as progress:
        result = await _result(ctx, run, spec, progress)

    async def record(work: UnitOfWork) -> None:
        runs, shown = RunRepository(work), RunProgressRepository(work)
        await work.get_many([runs.path(run.id), shown.path(run.id)])
        current = await runs.get(run.id)
        if current.status is RunStatus.COMPLETED:
            return
        runs.save(current.completed(result))
        followed = await shown.find(run.id)
        if followed is not None:
            shown.save(followed.completed(result))
        work.emit(
            ExecutionCompleted(
                run_id=current.id,
                purpose=current.purpose,
                subject_id=current.subject_id,
                cpu_ms=sum(test.cpu_ms for test in result.tests),
            )
        )

    await ctx.finish(record)


async def _spec(run: Run, work: UnitOfWork) -> RunSpec:
    """Return what the program is run on, from the run itself or its question's version."""
    if run.spec is not None:
        return run.spec
    version = await QuestionVersionRepository(work).get(run.version_id or "")
    content = version.variant(run.variant_seed)
    if not isinstance(content, CodingContent):
        raise InternalError(f"the run {run.id} is of a question that asks for no program")
    validated = run.purpose is RunPurpose.QUESTION_VALIDATION
    return content.run_spec(content.tests, version.test_data, validated=validated)


async def _result(ctx: ExternalContext, run: Run, spec: RunSpec, progress: ProgressReport) -> RunResult:
    sandbox, clock = ctx.outside.sandbox, ctx.outside.clock
    missing = sorted({*spec.languages} - {*await sandbox.languages()}) if spec.languages else []
    if missing:
        return judging.not_run(spec, at=clock.now(), missing_languages=tuple(missing))
    texts = TestTexts(await ctx.files.get(spec.test_data.path, max_bytes=MAX_ARCHIVE_BYTES) if spec.test_data else None)
    try:
        executed = await execute(sandbox, run, spec, texts, progress.test_ended)
    except SandboxUnavailable as error:
        # An answer waits for a runner that has its language; nobody waits that long for anything else.
        if error.code != "language_unavailable" or run.purpose in (RunPurpose.SCORING, RunPurpose.RESCORING):
            raise
        return judging.not_run(spec, at=clock.now(), missing_languages=(run.language,))
    return await asyncio.to_thread(judging.judge, spec, texts, executed.program, executed.validations, at=clock.now())

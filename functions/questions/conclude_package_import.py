"""A package's submissions ran: they tell the time limit first, then whether the package keeps what it promises."""

import asyncio
from collections.abc import Mapping

from shared.data.unit_of_work import UnitOfWork
from shared.domain.execution.events import ExecutionCompleted, ExecutionRequested
from shared.domain.execution.model import RunPurpose
from shared.domain.execution.repository import RunRepository
from shared.domain.operations import transitions
from shared.domain.operations.repository import OperationRepository
from shared.domain.plans.model import Quota
from shared.domain.plans.usage import Quotas
from shared.domain.questions.content import CodingContent
from shared.domain.questions.events import QuestionChanged
from shared.domain.questions.imports import MAX_PACKAGE_BYTES, TRIAL, ImportPhase, PackageImport
from shared.domain.questions.model import Question, QuestionStatus, QuestionVersion, version_id
from shared.domain.questions.repository import (
    PackageImportRepository,
    QuestionRepository,
    QuestionVersionRepository,
)
from shared.domain.uploads.repository import UploadRepository
from shared.engines.runs import RunResult
from shared.errors import InternalError
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber
from shared.runtime.profiles import Runtime

Results = Mapping[str, RunResult]


@subscriber(ExecutionCompleted, external=True, runtime=Runtime.EXECUTION)
async def conclude_package_import(event: ExecutionCompleted, ctx: ExternalContext) -> None:
    """Set an imported question's time limit by its solutions, and report how all submissions came out."""
    if event.purpose is not RunPurpose.QUESTION_IMPORT:
        return
    from shared.domain.questions import package_reports as reports
    from shared.domain.questions.packages import take

    async def ready(work: UnitOfWork) -> tuple[PackageImport, Results, str] | None:
        asked = await PackageImportRepository(work).find(event.subject_id)
        if asked is None:
            return None
        results = await _results(work, asked)
        operation = await transitions.progressed(work, asked.operation_id, len(results), len(asked.runs))
        if operation.is_over or any(run.submission not in results for run in asked.awaited()):
            return None
        return asked, results, (await UploadRepository(work).get(asked.id)).path

    found = await ctx.prepare(ready)
    if found is None:
        return
    asked, results, path = found
    data = await ctx.files.get(path, max_bytes=MAX_PACKAGE_BYTES)
    taken, _ = await asyncio.to_thread(take, data, asked.natural_language)
    if taken is None:
        raise InternalError(f"the package {asked.id} could be a question, and no longer can")

    async def begin_judging(work: UnitOfWork) -> None:
        imports = PackageImportRepository(work)
        current = await imports.find(asked.id)
        if current is None or current.phase is not ImportPhase.TIMING:
            return
        question, trial = await _question_and_trial(work, asked)
        content = reports.timed(taken, results)
        _improve(work, question, trial, content)
        QuestionVersionRepository(work).save(trial.with_(content=content))
        judging = current.timed()
        imports.save(judging)
        for run in judging.due():
            work.emit(ExecutionRequested(run_id=run.run_id))

    async def conclude(work: UnitOfWork) -> bool:
        imports, uploads = PackageImportRepository(work), UploadRepository(work)
        current = await imports.find(asked.id)
        if current is None or (await OperationRepository(work).get(asked.operation_id)).is_over:
            return False
        question, trial = await _question_and_trial(work, asked)
        content = reports.concluded(reports.timed(taken, results), results)
        _improve(work, question, trial, content)
        QuestionVersionRepository(work).remove(trial)
        imports.remove(current)
        upload = await uploads.get(asked.id)
        uploads.remove(upload)
        Quotas(work).give_back(Quota.STORAGE_BYTES, upload.size)
        report = reports.report(taken, content, results)
        result = {"questionId": question.id, "warnings": list(asked.warnings), **report}
        await transitions.succeeded(work, asked.operation_id, result)
        return True

    if asked.phase is ImportPhase.TIMING and len(results) < len(asked.runs):
        await ctx.finish(begin_judging)
        return
    if await ctx.finish(conclude):
        await ctx.files.delete(path)


async def _results(work: UnitOfWork, asked: PackageImport) -> Results:
    """Return what submissions came to, by their names, as far as they have run."""
    runs = await RunRepository(work).get_many([each.run_id for each in asked.runs])
    found = zip(asked.runs, runs, strict=True)
    return {each.submission: run.result for each, run in found if run is not None and run.result is not None}


async def _question_and_trial(work: UnitOfWork, asked: PackageImport) -> tuple[Question, QuestionVersion]:
    question = await QuestionRepository(work).get(asked.question_id)
    return question, await QuestionVersionRepository(work).get(version_id(question.id, TRIAL))


def _improve(work: UnitOfWork, question: Question, trial: QuestionVersion, content: CodingContent) -> None:
    """Give the draft new content, unless somebody has worked on it since."""
    if question.status is QuestionStatus.DRAFT and question.content == trial.content != content:
        QuestionRepository(work).save(question.edited(content, at=work.now))
        work.emit(QuestionChanged(question_id=question.id))

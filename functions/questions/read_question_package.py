"""A package that was received is read: it becomes a draft question, and its submissions run; or it is refused."""

import asyncio
from typing import TYPE_CHECKING

from shared.data.unit_of_work import UnitOfWork
from shared.domain.execution.events import ExecutionRequested
from shared.domain.execution.model import Run, RunPurpose
from shared.domain.execution.repository import RunRepository
from shared.domain.operations import transitions
from shared.domain.operations.repository import OperationRepository
from shared.domain.plans.model import Quota
from shared.domain.plans.usage import Quotas
from shared.domain.questions.events import QuestionChanged, QuestionPackageReceived
from shared.domain.questions.imports import MAX_PACKAGE_BYTES, TRIAL, ImportPhase, PackageImport, SubmissionRun
from shared.domain.questions.model import Question, QuestionVersion, TestData, version_id
from shared.domain.questions.repository import (
    PackageImportRepository,
    QuestionRepository,
    QuestionVersionRepository,
)
from shared.domain.uploads.repository import UploadRepository
from shared.ports.files import FileRef
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber
from shared.runtime.profiles import Runtime

if TYPE_CHECKING:
    from shared.domain.questions.packages import TakenPackage

TEST_DATA = "test-data"
"""Where among the tenant's files the texts of tests lie that no document holds."""


# One at a time in an instance: an archive and all that is in it lie in memory together.
@subscriber(QuestionPackageReceived, external=True, runtime=Runtime.EXECUTION)
async def read_question_package(event: QuestionPackageReceived, ctx: ExternalContext) -> None:
    """Make a draft question of a problem package and have its submissions run."""
    from shared.domain.questions.packages import details, take

    async def begin(work: UnitOfWork) -> tuple[PackageImport, str] | None:
        asked = await PackageImportRepository(work).find(event.upload_id)
        if asked is None or asked.phase is not ImportPhase.RECEIVED:
            return None
        if (await transitions.started(work, asked.operation_id)).is_over:
            return None
        return asked, (await UploadRepository(work).get(asked.id)).path

    begun = await ctx.prepare(begin)
    if begun is None:
        return
    asked, path = begun
    data = await ctx.files.get(path, max_bytes=MAX_PACKAGE_BYTES)
    taken, findings = await asyncio.to_thread(take, data, asked.natural_language)

    async def refuse(work: UnitOfWork) -> bool:
        if (await OperationRepository(work).get(asked.operation_id)).is_over:
            return False
        imports, uploads = PackageImportRepository(work), UploadRepository(work)
        current, upload = await imports.find(asked.id), await uploads.find(asked.id)
        if current is not None:
            imports.remove(current)
        if upload is not None:
            uploads.remove(upload)
            Quotas(work).give_back(Quota.STORAGE_BYTES, upload.size)
        await transitions.failed(
            work,
            asked.operation_id,
            code="package_refused",
            message="the package can't be a question; see details",
            details=details(findings),
            final=True,
        )
        return True

    if taken is None:
        if await ctx.finish(refuse):
            await ctx.files.delete(path)
        return
    file = await ctx.files.put_content(TEST_DATA, taken.test_data) if taken.test_data is not None else None
    question = _draft(asked, taken, file, ctx)
    runs = tuple(_runs(asked, taken))

    async def record(work: UnitOfWork) -> None:
        imports = PackageImportRepository(work)
        current = await imports.find(asked.id)
        operation = await OperationRepository(work).get(asked.operation_id)
        if current is None or current.phase is not ImportPhase.RECEIVED or operation.is_over:
            return
        QuestionRepository(work).add(question)
        work.emit(QuestionChanged(question_id=question.id))
        QuestionVersionRepository(work).add(_trial(question))
        for run in runs:
            RunRepository(work).add(_run(run, question, taken, asked))
        waiting = current.read(question.id, runs, details(findings))
        imports.save(waiting)
        for run in waiting.due():
            work.emit(ExecutionRequested(run_id=run.run_id))
        await transitions.progressed(work, asked.operation_id, 0, len(runs))

    await ctx.finish(record)


def _draft(asked: PackageImport, taken: "TakenPackage", file: FileRef | None, ctx: ExternalContext) -> Question:
    return Question(
        id=ctx.new_id(),
        content=taken.content,
        test_data=TestData(file=file, tests=tuple(sorted(taken.content.stored_tests))) if file else None,
        created_by=asked.created_by,
        created_at=ctx.now,
        updated_at=ctx.now,
    )


def _trial(question: Question) -> QuestionVersion:
    return QuestionVersion(
        id=version_id(question.id, TRIAL),
        question_id=question.id,
        number=TRIAL,
        content=question.content,
        test_data=question.test_data.file if question.test_data else None,
        created_at=question.created_at,
    )


def _runs(asked: PackageImport, taken: "TakenPackage") -> list[SubmissionRun]:
    """Return a run for each submission; where the time limit is to be found, those that tell it come first."""
    return [
        SubmissionRun(
            run_id=f"{asked.id}-{number}",
            submission=name,
            phase=ImportPhase.TIMING if name in taken.timing else ImportPhase.JUDGING,
        )
        for number, name in enumerate(taken.programs)
    ]


def _run(submission: SubmissionRun, question: Question, taken: "TakenPackage", asked: PackageImport) -> Run:
    program = taken.programs[submission.submission]
    return Run(
        id=submission.run_id,
        purpose=RunPurpose.QUESTION_IMPORT,
        subject_id=asked.id,
        question_id=question.id,
        language=program.language,
        source=program.source,
        files=program.files,
        version_id=version_id(question.id, TRIAL),
        created_at=question.created_at,
    )

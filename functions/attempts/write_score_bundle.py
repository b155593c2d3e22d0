"""A score bundle is written part by part, straight into the file store; `ella score verify` reads it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import rfc8785

from shared.data.store import Filter, Operator, StoreQuery
from shared.data.unit_of_work import UnitOfWork
from shared.domain.attempts.events import ScoreBundleRequested
from shared.domain.attempts.exports import AttemptExport, AttemptExportRepository
from shared.domain.attempts.model import Answer, Attempt, answer_id, scoring_run_id
from shared.domain.attempts.receipts import receipt_signer
from shared.domain.attempts.repository import (
    AnswerRepository,
    AttemptRepository,
    AttemptResultRepository,
    EarlierResultRepository,
    RescoringRepository,
)
from shared.domain.attempts.rescoring import EarlierResult, rescored_id
from shared.domain.attempts.results import AttemptResult
from shared.domain.attempts.score_bundles import (
    ATTEMPT,
    HISTORY,
    RESULT,
    RUNNER,
    BundledAnswer,
    BundledChange,
    BundledQuestion,
    BundledRun,
    attempt_facts,
    folder,
    runner_facts,
    text_path,
    without_texts,
)
from shared.domain.audit.tree import signer
from shared.domain.execution.model import Run
from shared.domain.execution.repository import RunRepository
from shared.domain.execution.runner import PATH, RunnerReport
from shared.domain.operations import transitions
from shared.domain.questions.content import CodingContent
from shared.domain.questions.model import QuestionVersion, version_id
from shared.domain.questions.repository import QuestionVersionRepository
from shared.engines.score_bundles.writing import BundleWriter
from shared.engines.test_data import MAX_ARCHIVE_BYTES, TestTexts
from shared.errors import InternalError
from shared.model import Model
from shared.ports.files import FileRef, Measured
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@dataclass(frozen=True, slots=True)
class Material:
    """All that a score was computed from, each question's at its place."""

    export: AttemptExport
    tenant_id: str
    attempt: Attempt
    result: AttemptResult
    history: list[BundledChange]
    answers: list[Answer | None]
    versions: list[QuestionVersion]
    runs: list[Run | None]
    runner: dict[str, Any] | None


@subscriber(ScoreBundleRequested, external=True)
async def write_score_bundle(event: ScoreBundleRequested, ctx: ExternalContext) -> None:
    """Write a score bundle."""

    async def begin(work: UnitOfWork) -> Material | None:
        export = await AttemptExportRepository(work).find(event.export_id)
        if export is None or export.file is not None:
            return None
        await transitions.started(work, export.id)
        return await _material(work, export)

    material = await ctx.prepare(begin)
    if material is None:
        return
    export = material.export
    written = Measured(_pieces(ctx, material))
    await ctx.files.put(export.path, written.pieces(), export.kind.content_type)
    file = FileRef(path=export.path, sha256=written.sha256.hexdigest(), size=written.size)

    async def record(work: UnitOfWork) -> bool:
        exports = AttemptExportRepository(work)
        current = await exports.find(event.export_id)
        if current is None:
            return False
        exports.save(current.with_(file=file))
        result = {"exportId": current.id, "sha256": file.sha256, "size": file.size}
        await transitions.succeeded(work, current.id, result)
        return True

    if not await ctx.finish(record):
        await ctx.files.delete(export.path)


async def _material(work: UnitOfWork, export: AttemptExport) -> Material:
    attempt = await AttemptRepository(work).get(export.attempt_id)
    result = await AttemptResultRepository(work).get(export.attempt_id)
    history = await _history(work, attempt)
    rescored = {
        each.question_id: each.earlier.rescoring_id
        for each in history
        if each.version is not None and each.earlier.rescoring_id is not None
    }
    question_ids = [asked.question_id for asked in attempt.questions]
    runs = [
        rescored_id(rescored[each], attempt.id) if each in rescored else scoring_run_id(attempt.id, each)
        for each in question_ids
    ]
    decided = {each.question_id: each.version for each in result.questions}
    versions = await QuestionVersionRepository(work).get_many(
        [version_id(each, decided[each]) for each in question_ids]
    )
    runner = await work.global_documents.get(PATH)
    return Material(
        export=export,
        tenant_id=work.tenant_id,
        attempt=attempt,
        result=result,
        history=history,
        answers=await AnswerRepository(work).get_many([answer_id(attempt.id, each) for each in question_ids]),
        versions=[each for each in versions if each is not None],
        runs=await RunRepository(work).get_many(runs),
        runner=_values(RunnerReport.model_validate(runner.data)) if runner else None,
    )


async def _history(work: UnitOfWork, attempt: Attempt) -> list[BundledChange]:
    """Return the results that rescorings and people's points have replaced, the oldest first."""
    of_attempt = Filter("attemptId", Operator.EQUAL, attempt.id)
    found = await work.query(StoreQuery(EarlierResultRepository.collection, (of_attempt,)))
    earlier = sorted((EarlierResult.model_validate(each.data) for each in found), key=lambda each: each.replaced_at)
    ids = [each.rescoring_id for each in earlier if each.rescoring_id is not None]
    rescorings = {each.id: each for each in await RescoringRepository(work).get_many(ids) if each is not None}
    changes: list[BundledChange] = []
    for each in earlier:
        rescoring = rescorings.get(each.rescoring_id or "")
        if rescoring is not None:
            version = None if rescoring.by_rubric else rescoring.version
            decided = (rescoring.question_id, version, rescoring.applied_by)
        else:
            decided = (each.question_id, None, each.author)
        question_id, version, decided_by = decided
        changes.append(BundledChange(question_id=question_id, version=version, decided_by=decided_by, earlier=each))
    return changes


async def _pieces(ctx: ExternalContext, material: Material) -> AsyncIterator[bytes]:
    attempt, result = material.attempt, material.result
    if len(material.versions) != len(attempt.questions):
        raise InternalError(f"a version that {attempt.id} was scored by is missing")
    bundle = BundleWriter(material.export.created_at)
    yield bundle.add(ATTEMPT, rfc8785.dumps(attempt_facts(attempt)))
    yield bundle.add(RESULT, _canonical(result))
    yield bundle.add(HISTORY, rfc8785.dumps([_values(each) for each in material.history]))
    yield bundle.add(RUNNER, rfc8785.dumps(runner_facts(material.runner, at=ctx.now)))
    for number in range(len(attempt.questions)):
        async for path, content in _parts(ctx, material, number):
            yield bundle.add(path, content)
    facts = {
        "tenantId": material.tenant_id,
        "attemptId": attempt.id,
        "assessmentId": attempt.assessment_id,
        "seed": attempt.seed,
        "points": str(result.points),
        "maxPoints": str(result.max_points),
        "createdAt": material.export.created_at.isoformat(),
        "receiptsVerifierKey": receipt_signer(ctx.config, material.tenant_id).verifier_key,
    }
    yield bundle.close(facts, signer(ctx.config, material.tenant_id))


async def _parts(ctx: ExternalContext, material: Material, number: int) -> AsyncIterator[tuple[str, bytes]]:
    """Yield the parts about one question, with their paths."""
    asked, version = material.attempt.questions[number], material.versions[number]
    answer, run = material.answers[number], material.runs[number]
    place, variant = number + 1, version.variant(asked.variant_seed)
    question = BundledQuestion(
        question_id=asked.question_id,
        version=version.number,
        variant_seed=asked.variant_seed,
        content=_values(version.content),
        asked=_values(variant),
    )
    yield f"{folder(place)}/question.json", _canonical(question)
    if answer is not None:
        receipt = receipt_signer(ctx.config, material.tenant_id).sign(answer.receipt.text)
        yield f"{folder(place)}/answer.json", _canonical(BundledAnswer(answer=answer, receipt=receipt))
    if run is None or run.result is None or not isinstance(variant, CodingContent):
        return
    spec = variant.run_spec(variant.tests, version.test_data)
    texts = TestTexts(await ctx.files.get(spec.test_data.path, max_bytes=MAX_ARCHIVE_BYTES) if spec.test_data else None)
    bundled = BundledRun(language=run.language, spec=without_texts(spec), result=run.result)
    yield f"{folder(place)}/run.json", _canonical(bundled)
    for test in spec.tests:
        yield text_path(place, test, "in"), texts.input(test)
        yield text_path(place, test, "ans"), texts.expected(test)


def _canonical(model: Model) -> bytes:
    return rfc8785.dumps(_values(model))


def _values(model: Model) -> dict[str, Any]:
    return model.model_dump(by_alias=True, mode="json")

"""Every question of an evaluation is searched for in the index as it answers now."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.knowledge.evaluation_model import DEPTH, ExpectedItem, RagEvaluation, places_of
from shared.domain.knowledge.events import RagEvaluationRequested
from shared.domain.knowledge.index_model import KnowledgeIndex
from shared.domain.knowledge.repository import (
    KnowledgeChunkRepository,
    KnowledgeIndexRepository,
    RagEvaluationRepository,
)
from shared.domain.operations import transitions
from shared.domain.operations.repository import OperationRepository
from shared.engines.model_calls.spending import ModelSpend
from shared.errors import EllaError
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber
from shared.runtime.embedding import LASTING, Embedder
from shared.runtime.model_writing import tell_spent

Places = list[tuple[int, ...]]


@subscriber(RagEvaluationRequested, external=True)
async def measure_retrieval(event: RagEvaluationRequested, ctx: ExternalContext) -> None:
    """Measure what an index finds."""

    async def begin(work: UnitOfWork) -> tuple[RagEvaluation, KnowledgeIndex] | None:
        if (await OperationRepository(work).get(event.operation_id)).is_over:
            return None
        await transitions.started(work, event.operation_id)
        evaluation = await RagEvaluationRepository(work).get(event.evaluation_id)
        return evaluation, await KnowledgeIndexRepository(work).of(event.app_id)

    begun = await ctx.prepare(begin)
    places: Places = []
    spent: tuple[ModelSpend, ...] = ()
    problem: EllaError | None = None
    if begun is not None:
        evaluation, index = begun
        embedder = Embedder(ctx, index.embedding)
        try:
            places = await _places(ctx, evaluation, index, embedder)
        except LASTING as error:
            problem = error
        except EllaError:
            left = embedder.spent()
            await ctx.prepare(lambda work: _tell(work, event, left))
            raise
        spent = embedder.spent()

    async def conclude(work: UnitOfWork) -> None:
        await _tell(work, event, spent)
        if begun is None or (await OperationRepository(work).get(event.operation_id)).is_over:
            return
        if problem is not None:
            await transitions.failed(work, event.operation_id, code=problem.code, message=problem.message)
            return
        evaluations = RagEvaluationRepository(work)
        measured = (await evaluations.get(event.evaluation_id)).measured(begun[1].version, places)
        evaluations.save(measured)
        means = measured.means.to_data() if measured.means else {}
        result = {"evaluationId": measured.id, "version": measured.version, **means}
        await transitions.succeeded(work, event.operation_id, result)

    await ctx.finish(conclude)


async def _places(ctx: ExternalContext, evaluation: RagEvaluation, index: KnowledgeIndex, embedder: Embedder) -> Places:
    vectors = await embedder.embed([each.question for each in evaluation.questions])

    async def search(work: UnitOfWork) -> Places:
        chunks = KnowledgeChunkRepository(work)
        found: Places = []
        for question, vector in zip(evaluation.questions, vectors, strict=True):
            nearest = await chunks.nearest(index, vector, DEPTH, kind=None, document=None)
            items = [ExpectedItem(kind=chunk.kind, key=chunk.key) for chunk, _ in nearest]
            found.append(places_of(question, items))
        return found

    return await ctx.prepare(search)


async def _tell(work: UnitOfWork, event: RagEvaluationRequested, spent: tuple[ModelSpend, ...]) -> None:
    """Tell what questions were embedded for; it is paid whatever becomes of the measurement."""
    if spent:
        by = (await OperationRepository(work).get(event.operation_id)).created_by
        await tell_spent(work, spent, app_id=event.app_id, member=by, outcome="measured")

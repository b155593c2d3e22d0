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
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


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
    places: list[tuple[int, ...]] = []
    if begun is not None:
        evaluation, index = begun
        vectors = await ctx.outside.embeddings.embed([each.question for each in evaluation.questions])

        async def search(work: UnitOfWork) -> list[tuple[int, ...]]:
            chunks = KnowledgeChunkRepository(work)
            found: list[tuple[int, ...]] = []
            for question, vector in zip(evaluation.questions, vectors, strict=True):
                nearest = await chunks.nearest(index, vector, DEPTH, kind=None, document=None)
                items = [ExpectedItem(kind=chunk.kind, key=chunk.key) for chunk, _ in nearest]
                found.append(places_of(question, items))
            return found

        places = await ctx.prepare(search)

    async def conclude(work: UnitOfWork) -> None:
        if begun is None or (await OperationRepository(work).get(event.operation_id)).is_over:
            return
        evaluations = RagEvaluationRepository(work)
        measured = (await evaluations.get(event.evaluation_id)).measured(begun[1].version, places)
        evaluations.save(measured)
        means = measured.means.to_data() if measured.means else {}
        result = {"evaluationId": measured.id, "version": measured.version, **means}
        await transitions.succeeded(work, event.operation_id, result)

    await ctx.finish(conclude)

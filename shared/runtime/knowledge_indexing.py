"""Asking for an index of what is active, whether it is the first or the next."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.knowledge.events import KnowledgeIndexRequested, KnowledgeIndexWatchDue
from shared.domain.knowledge.index_model import WATCH_EVERY, EmbeddingModel, KnowledgeIndex
from shared.domain.knowledge.repository import KnowledgeBaseRepository, KnowledgeIndexRepository
from shared.domain.operations.model import Operation
from shared.domain.operations.repository import OperationRepository
from shared.domain.operations.transitions import begun
from shared.errors import FailedPrecondition

KIND = "knowledge_index"


async def requested(work: UnitOfWork, index: KnowledgeIndex, embedding: EmbeddingModel, *, by: str) -> Operation:
    """Have the active version indexed with a model's vectors.

    Raise FailedPrecondition where no version is active, or while another index is being built.
    """
    base = await KnowledgeBaseRepository(work).of(index.id)
    if base.active_version == 0:
        raise FailedPrecondition("nothing is active yet; approve a draft first", code="knowledge_not_active")
    if index.operation_id is not None:
        running = await OperationRepository(work).find(index.operation_id)
        if running is not None and not running.is_over:
            raise FailedPrecondition("an index is being built; wait or cancel it", code="rag_building")
    operation = begun(work, id=work.new_id(), kind=KIND, subject_id=index.id, created_by=by)
    building = index.with_(
        operation_id=operation.id, building_version=base.active_version, building_embedding=embedding
    )
    await KnowledgeIndexRepository(work).put(building)
    work.emit(KnowledgeIndexRequested(app_id=index.id, operation_id=operation.id, version=base.active_version))
    work.emit(KnowledgeIndexWatchDue(app_id=index.id, operation_id=operation.id), at=work.now + WATCH_EVERY)
    return operation

"""Questions with what answers them are put to the index; `measure_retrieval` does it."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.knowledge.evaluation_model import MAX_QUESTIONS, RagEvaluation, RetrievalQuestion
from shared.domain.knowledge.events import RagEvaluationRequested
from shared.domain.knowledge.repository import KnowledgeIndexRepository, RagEvaluationRepository
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request, Title

KIND = "rag_evaluation"


class EvaluateRag(Request):
    """Of which app, what the measurement is called, and the questions."""

    app_id: Identifier
    name: Title
    questions: Annotated[tuple[RetrievalQuestion, ...], Field(min_length=1, max_length=MAX_QUESTIONS)]


def _index_path(request: EvaluateRag) -> list[str]:
    return [KnowledgeIndexRepository.path(request.app_id)]


@command(
    "POST /v1/apps/{appId}/kb/evaluations",
    permission=Permission.KNOWLEDGE_WRITE,
    loads=Loads(AppRepository, "app_id", beside=_index_path, tagged=False),
    idempotent=True,
    errors=(FailedPrecondition,),
    status=202,
)
async def evaluate_rag(request: EvaluateRag, ctx: CommandContext) -> OperationView:
    """Measure how often the index finds what answers a question; the operation's subject is the evaluation."""
    app = await AppRepository(ctx.work).get(request.app_id)
    app.require_active()
    if (await KnowledgeIndexRepository(ctx.work).of(app.id)).slot is None:
        raise FailedPrecondition("there is no index yet; build it first", code="rag_not_built")
    evaluation_id = ctx.new_id()
    operation = begun(ctx.work, id=ctx.new_id(), kind=KIND, subject_id=evaluation_id, created_by=ctx.author)
    evaluation = RagEvaluation(
        id=evaluation_id,
        app_id=app.id,
        name=request.name,
        questions=request.questions,
        operation_id=operation.id,
        created_by=ctx.author,
        created_at=ctx.now,
    )
    RagEvaluationRepository(ctx.work).add(evaluation)
    ctx.work.emit(RagEvaluationRequested(app_id=app.id, evaluation_id=evaluation.id, operation_id=operation.id))
    return OperationView.of(operation)

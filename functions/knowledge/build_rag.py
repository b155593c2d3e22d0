"""The active version becomes searchable; `index_knowledge` makes the index."""

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.knowledge.index_model import EmbeddingModel
from shared.domain.knowledge.repository import KnowledgeBaseRepository, KnowledgeIndexRepository
from shared.domain.model_providers.repository import ProviderKeyRepository
from shared.domain.operations.schemas import OperationView
from shared.errors import FailedPrecondition, InvalidInput
from shared.ports.model_providers import provider_of
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.knowledge_indexing import requested
from shared.runtime.requests import Identifier, Nested, Request


class ProviderEmbedding(Nested):
    """A provider's model that embeds."""

    provider: Identifier
    model: Identifier


class BuildRag(Request):
    """Of which app, and which provider's model embeds; without one, passages are embedded where Ella runs.

    What was embedded by another model is embedded anew, and `update-rag` keeps to the model.
    """

    app_id: Identifier
    embedding: ProviderEmbedding | None = None

    def wanted(self) -> EmbeddingModel:
        """Return the model to embed with; raise NotFound or InvalidInput for a provider that can't."""
        if self.embedding is None:
            return EmbeddingModel()
        provider = provider_of(self.embedding.provider)
        if not provider.embeds:
            raise InvalidInput(f"{provider.label} makes no embeddings", code="embeddings_unknown")
        return EmbeddingModel(provider=provider.id, model=self.embedding.model)


def _paths(request: BuildRag) -> list[str]:
    return [KnowledgeBaseRepository.path(request.app_id), KnowledgeIndexRepository.path(request.app_id)]


@command(
    "POST /v1/apps/{appId}/kb/build-rag",
    permission=Permission.KNOWLEDGE_WRITE,
    loads=Loads(AppRepository, "app_id", beside=_paths, tagged=False),
    idempotent=True,
    errors=(FailedPrecondition,),
    status=202,
)
async def build_rag(request: BuildRag, ctx: CommandContext) -> OperationView:
    """Make what is active searchable; an index that is there answers until the new one is complete."""
    app = await AppRepository(ctx.work).get(request.app_id)
    app.require_active()
    embedding = request.wanted()
    if not embedding.is_own and provider_of(embedding.provider).needs_key:
        if await ProviderKeyRepository(ctx.work).find(embedding.provider) is None:
            raise FailedPrecondition("set a key for this provider first", code="provider_key_missing")
    index = await KnowledgeIndexRepository(ctx.work).of(app.id)
    return OperationView.of(await requested(ctx.work, index, embedding, by=ctx.author))

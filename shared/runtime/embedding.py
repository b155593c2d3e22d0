"""Having texts of a knowledge base embedded: on this machine, or by a provider with the tenant's key and budgets."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from shared.data.unit_of_work import Reads
from shared.domain.knowledge.index_model import DIMENSIONS, EmbeddingModel
from shared.domain.model_providers.model import secret_name
from shared.domain.model_providers.repository import ProviderKeyRepository
from shared.domain.suite_runs.asking import BudgetUsedUp
from shared.domain.suite_runs.results import nanos
from shared.engines.model_calls.costs import cost_of
from shared.engines.model_calls.retries import RetryRules
from shared.engines.model_calls.spending import ModelSpend
from shared.engines.model_calls.usage import counted_embedding
from shared.errors import FailedPrecondition, InvalidInput, NotFound
from shared.model import FrozenModel
from shared.ports.model_providers import provider_of
from shared.ports.models import EmbeddingRequest, ModelRateLimited, ProviderOverloaded, Timeouts
from shared.ports.secrets import TenantSecrets
from shared.runtime.cache_policies import Cached
from shared.runtime.caches import CacheKey
from shared.runtime.contexts import ExternalContext
from shared.runtime.model_budgets import require_budgets
from shared.runtime.suite_means import provider_key

if TYPE_CHECKING:
    from shared.runtime.composition import Composition

AT_ONCE = 32
"""Texts of one call of a provider."""
LASTING = (BudgetUsedUp, FailedPrecondition, InvalidInput, NotFound)
"""Errors that asking again does not mend."""
_TIMES = Timeouts(total=60.0)
_QUESTION_TIMES = Timeouts(connect=3.0, total=10.0)
_QUESTION_RETRIES = RetryRules(tries=2, longest=1.0)


@dataclass(slots=True)
class Embedder:
    """Embeds for one job, with the tenant's key as it was at the first call. `spent` is what came to pay since asked.

    A call raises DependencyUnavailable where it may be made again, else one of LASTING.
    """

    ctx: ExternalContext
    embedding: EmbeddingModel
    _key: str | None = None
    _spent: list[ModelSpend] = field(default_factory=list[ModelSpend])

    async def embed(self, texts: Sequence[str]) -> list[Sequence[float]]:
        """Return one vector for each text."""
        if self.embedding.is_own:
            return [*await self.ctx.outside.embeddings.embed(texts)]
        found: list[Sequence[float]] = []
        for some in _parts(texts):
            found += await self._asked(some)
        return found

    def spent(self) -> tuple[ModelSpend, ...]:
        """Return what calls came to, and count from nothing again."""
        spent, self._spent = tuple(self._spent), []
        return spent

    async def _asked(self, texts: tuple[str, ...]) -> Sequence[Sequence[float]]:
        ctx, provider, model = self.ctx, self.embedding.provider, self.embedding.model
        await ctx.prepare(lambda work: require_budgets(work, None, [provider], at=ctx.now))
        if self._key is None:
            self._key = await provider_key(ctx, provider)
        request = EmbeddingRequest(model, texts, DIMENSIONS, _TIMES)
        try:
            answer = await ctx.outside.model_calls.embed(ctx.tenant_id, provider, request, key=self._key)
        except ModelRateLimited as error:
            # Waited for as a provider that is away is, so that a long index is no dead letter.
            raise ProviderOverloaded(error.message, retry_after=error.retry_after) from error
        used = counted_embedding(texts, answer.prompt_tokens)
        cost = cost_of(provider_of(provider), model, used, on=ctx.now.date())
        self._spent.append(
            ModelSpend(
                provider=provider,
                model=model,
                calls=1,
                prompt_tokens=used.usage.prompt,
                completion_tokens=0,
                estimated=used.is_estimated,
                cost_nanos=None if cost.amount is None else nanos(cost.amount),
            )
        )
        return answer.vectors


class QuestionVector(FrozenModel):
    """What a provider made of a question."""

    vector: tuple[float, ...]


async def question_vector(
    reads: Reads, outside: "Composition", embedding: EmbeddingModel, question: str, *, at: datetime
) -> Sequence[float]:
    """Return a question as a vector, what a provider made of the same one lately where it did.

    What a provider takes for it is not counted, since a query writes nothing.
    """
    if embedding.is_own:
        [vector] = await outside.embeddings.embed([question])
        return vector
    await require_budgets(reads, None, [embedding.provider], at=at)
    known = None
    if provider_of(embedding.provider).needs_key:
        known = await ProviderKeyRepository(reads).find(embedding.provider)
        if known is None:
            raise FailedPrecondition("set a key for this provider first", code="provider_key_missing")

    async def load() -> QuestionVector:
        key = ""
        if known is not None:
            secrets = TenantSecrets(outside.secrets, reads.tenant_id)
            key = (await secrets.get(secret_name(embedding.provider), known.secret_version)).decode()
        request = EmbeddingRequest(embedding.model, (question,), DIMENSIONS, _QUESTION_TIMES)
        answer = await outside.model_calls.embed(
            reads.tenant_id, embedding.provider, request, key=key, retries=_QUESTION_RETRIES
        )
        return QuestionVector(vector=tuple(answer.vectors[0]))

    parts = ("vector", embedding.name, hashlib.sha256(question.encode()).hexdigest())
    kept = await outside.caches.get(CacheKey(reads.tenant_id, Cached.QUERY, parts), QuestionVector, load)
    return kept.vector


def _parts(texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(texts), AT_ONCE):
        yield tuple(texts[start : start + AT_ONCE])

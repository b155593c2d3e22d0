"""What cases are executed with on a server: the tenant's keys, its kept completions, and a budget."""

import asyncio
from dataclasses import dataclass, field

from shared.data.unit_of_work import UnitOfWork
from shared.domain.model_providers.model import secret_name
from shared.domain.model_providers.repository import ProviderKeyRepository
from shared.domain.suite_runs.caching import KeptCompletion
from shared.domain.suite_runs.cases import Target
from shared.domain.suite_runs.executing import Means
from shared.domain.suite_runs.outside import Reach
from shared.domain.suite_runs.repository import KeptCompletionRepository, SuiteBudgetRepository
from shared.errors import FailedPrecondition
from shared.ports.model_providers import provider_of
from shared.ports.models import Completion, ModelRequest, ProviderUnavailable
from shared.runtime.contexts import ExternalContext
from shared.runtime.model_budgets import require_budgets


def means_of(
    ctx: ExternalContext,
    card_id: str | None,
    *,
    judge: Target | None,
    sandboxed: bool,
    use_cache: bool,
    purse: "Purse | None",
) -> Means:
    """Return the means of one case, maybe of a card; a call that a budget stands against raises BudgetUsedUp."""
    outside = ctx.outside
    keys: dict[str, str] = {}

    async def complete(provider: str, request: ModelRequest) -> Completion:
        await ctx.prepare(lambda work: require_budgets(work, card_id, [provider], at=ctx.now))
        if provider not in keys:
            keys[provider] = await provider_key(ctx, provider)
        try:
            return await outside.model_calls.complete(ctx.tenant_id, provider, request, key=keys[provider])
        except ProviderUnavailable as error:
            if purse is not None and not error.nothing_done:
                purse.uncertain.update(purse.keys[-1:])
            raise

    reach = Reach(
        judge=judge,
        embeddings=outside.embeddings,
        sandbox=outside.sandbox if sandboxed else None,
        http=outside.http_client,
        account=ctx.tenant_id,
    )
    return Means(complete, ctx.now.date(), reach, _Cache(ctx) if use_cache else None, purse)


async def provider_key(ctx: ExternalContext, provider: str) -> str:
    """Return the tenant's key at a provider, empty where it needs none; raise FailedPrecondition without one."""
    if not provider_of(provider).needs_key:
        return ""

    async def read(work: UnitOfWork) -> int | None:
        known = await ProviderKeyRepository(work).find(provider)
        return known.secret_version if known else None

    version = await ctx.prepare(read)
    if version is None:
        raise FailedPrecondition("set a key for this provider first", code="provider_key_missing")
    return (await ctx.secrets.get(secret_name(provider), version)).decode()


class _Cache:
    """The tenant's completions, each looked up and kept in a commit of its own."""

    def __init__(self, ctx: ExternalContext) -> None:
        self._ctx = ctx

    async def find(self, key: str) -> Completion | None:
        async def read(work: UnitOfWork) -> KeptCompletion | None:
            return await KeptCompletionRepository(work).find(key)

        kept = await self._ctx.prepare(read)
        return kept.completion() if kept is not None and kept.expires_at > self._ctx.now else None

    async def keep(self, key: str, completion: Completion) -> None:
        kept = KeptCompletion.of(key, completion, at=self._ctx.now)
        if kept is not None:
            await self._ctx.prepare(lambda work: KeptCompletionRepository(work).put(kept))


@dataclass(slots=True)
class Purse:
    """What this delivery reserved of a run's budget; each reservation is a commit of its own before the call.

    Purses of one delivery share a `turn`, since all of them write the one budget.
    """

    ctx: ExternalContext
    run_id: str
    keys: list[str] = field(default_factory=list[str])
    uncertain: set[str] = field(default_factory=set[str])
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def reserve(self, nanos: int) -> None:
        """Set the most that a call can come to aside; raise BudgetUsedUp."""
        key = self.ctx.new_id()

        async def step(work: UnitOfWork) -> None:
            budgets = SuiteBudgetRepository(work)
            budgets.save((await budgets.get(self.run_id)).reserving(key, nanos))

        async with self.turn:
            await self.ctx.prepare(step)
        self.keys.append(key)

    async def settle(self, work: UnitOfWork, spent_nanos: int | None) -> None:
        """Put what was paid in the place of what was reserved; what may have been paid stays reserved."""
        budgets = SuiteBudgetRepository(work)
        budget = await budgets.get(self.run_id)
        known = [key for key in self.keys if key not in self.uncertain]
        budgets.save(budget.settled(known, spent_nanos or 0))

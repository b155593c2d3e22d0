"""Asking models on behalf of one case: out of the cache where that may be, within the budget, and counted."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

from shared.domain.suite_runs.results import TokenCount, nanos
from shared.engines.model_calls.cache_keys import cache_key
from shared.engines.model_calls.costs import cost_of, most_cost
from shared.engines.model_calls.usage import counted
from shared.errors import FailedPrecondition, ResourceExhausted
from shared.ports.model_providers import provider_of
from shared.ports.models import Completion, ModelRequest

Complete = Callable[[str, ModelRequest], Awaitable[Completion]]
"""Asks a provider, by its id; whose key is used, and whose turn it is, is the caller's to know."""


class BudgetUsedUp(ResourceExhausted):
    """What is left of a run's budget doesn't pay for another call."""

    default_code = "budget_used_up"


class CompletionCache(Protocol):
    """Keeps what models answered, by content."""

    async def find(self, key: str) -> Completion | None:
        """Return what was kept and may still be used."""
        ...

    async def keep(self, key: str, completion: Completion) -> None:
        """Keep an answer."""
        ...


class Spending(Protocol):
    """What a run may still spend."""

    async def reserve(self, nanos: int) -> None:
        """Set the most that a call can come to aside, in billionths of a dollar; raise BudgetUsedUp."""
        ...


@dataclass(slots=True)
class Asking:
    """The calls of one case so far: their tokens and what they cost. Answers out of the cache cost nothing."""

    complete: Complete
    today: date
    cache: CompletionCache | None = None
    spending: Spending | None = None
    tokens: TokenCount = field(default_factory=TokenCount)
    dollars: Decimal | None = Decimal(0)

    @property
    def cost_nanos(self) -> int | None:
        """What all calls came to, None where a price is not known."""
        return None if self.dollars is None else nanos(self.dollars)

    async def ask(self, provider: str, request: ModelRequest, *, repeat: int = 0) -> "Answer":
        """Return an answer; raise BudgetUsedUp, FailedPrecondition where a budget can't be kept, or a ModelError."""
        key = cache_key(provider, request, repeat=repeat) if self.cache is not None else ""
        if self.cache is not None and (kept := await self.cache.find(key)):
            return Answer(kept, cached=True, dollars=None)
        await self._reserve(provider, request)
        completion = await self.complete(provider, request)
        dollars = self._count(provider, request, completion)
        if self.cache is not None:
            await self.cache.keep(key, completion)
        return Answer(completion, cached=False, dollars=dollars)

    async def _reserve(self, provider: str, request: ModelRequest) -> None:
        if self.spending is None:
            return
        most = most_cost(provider_of(provider), request, on=self.today)
        if most is None:
            raise FailedPrecondition(
                f"nobody can tell what a call of {request.model[:80]} costs at most: set max_tokens, "
                "and choose a model whose price is known, or run without a budget",
                code="cost_unbounded",
            )
        if most:
            await self.spending.reserve(nanos(most))

    def _count(self, provider: str, request: ModelRequest, completion: Completion) -> Decimal | None:
        used = counted(request, completion)
        cost = cost_of(provider_of(provider), request.model, used, on=self.today)
        self.tokens = TokenCount(
            prompt=self.tokens.prompt + used.usage.prompt,
            completion=self.tokens.completion + used.usage.completion,
            cached=self.tokens.cached + used.usage.cached,
            estimated=self.tokens.estimated or used.is_estimated,
        )
        self.dollars = None if self.dollars is None or cost.amount is None else self.dollars + cost.amount
        return cost.amount


@dataclass(frozen=True, slots=True)
class Answer:
    """A completion, and what this call cost; None for one out of the cache or without a known price."""

    completion: Completion
    cached: bool
    dollars: Decimal | None

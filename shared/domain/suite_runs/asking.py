"""Asking models on behalf of one case: out of the cache where that may be, within the budget, and counted."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

from shared.domain.suite_runs.results import TokenCount, nanos
from shared.engines.model_calls.cache_keys import cache_key
from shared.engines.model_calls.costs import cost_of, most_cost
from shared.engines.model_calls.spending import ModelSpend, total_nanos
from shared.engines.model_calls.usage import CountedUsage, counted
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
    _dollars: dict[tuple[str, str], Decimal | None] = field(default_factory=dict[tuple[str, str], Decimal | None])
    _spent: dict[tuple[str, str], ModelSpend] = field(default_factory=dict[tuple[str, str], ModelSpend])

    @property
    def spent(self) -> tuple[ModelSpend, ...]:
        """What calls came to, by model, each named as it was asked for."""
        return tuple(self._spent.values())

    @property
    def cost_nanos(self) -> int | None:
        """What all calls came to, None where a price is not known."""
        return total_nanos(self.spent)

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
        self._add(provider, request.model, used, cost.amount)
        return cost.amount

    def _add(self, provider: str, model: str, used: CountedUsage, dollars: Decimal | None) -> None:
        key = (provider, model)
        before, known = self._dollars.get(key, Decimal(0)), self._spent.get(key)
        self._dollars[key] = together = None if before is None or dollars is None else before + dollars
        self._spent[key] = ModelSpend(
            provider=provider,
            model=model,
            calls=1 + (known.calls if known else 0),
            prompt_tokens=used.usage.prompt + (known.prompt_tokens if known else 0),
            completion_tokens=used.usage.completion + (known.completion_tokens if known else 0),
            estimated=used.is_estimated or (known is not None and known.estimated),
            cost_nanos=None if together is None else nanos(together),
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """A completion, and what this call cost; None for one out of the cache or without a known price."""

    completion: Completion
    cached: bool
    dollars: Decimal | None

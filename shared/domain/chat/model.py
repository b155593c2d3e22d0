"""By which rules an app asks models, what it has spent, and answers that are kept to be given again."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from shared.data.repository import Entity
from shared.domain.chat.requests import ModelName
from shared.engines.chat.routes import Route, Weighted, in_order, is_allowed, route_of
from shared.errors import NotFound, PermissionDenied, ResourceExhausted
from shared.model import FrozenModel, Points

DEFAULT_MAX_TOKENS = 4_096
DEFAULT_CONVERSATION_DAYS = 30
BILLION = 1_000_000_000
_KEPT = timedelta(days=100)


def _known(name: str) -> str:
    if route_of(name) is None:
        raise PydanticCustomError("unknown_model", "name a provider's model, as in openai/gpt-5")
    return name


def _once_each(aliases: "tuple[Alias, ...]") -> "tuple[Alias, ...]":
    if len({each.name for each in aliases}) != len(aliases):
        raise PydanticCustomError("duplicate_alias", "give each alias a name of its own")
    return aliases


KnownModel = Annotated[ModelName, AfterValidator(_known)]
Dollars = Annotated[Points, Field(gt=0, le=1_000_000)]
"""An amount in US dollars."""

CacheSeconds = Annotated[int, Field(ge=0, le=30 * 24 * 3600)]
Days = Annotated[int, Field(ge=1, le=3650)]
Patterns = Annotated[tuple[ModelName, ...], Field(max_length=100)]
Fallbacks = Annotated[tuple[KnownModel, ...], Field(max_length=10)]


class Target(FrozenModel):
    """A model behind an alias; of weight 0 it is asked only when those before it fail."""

    model: KnownModel
    weight: Annotated[int, Field(ge=0, le=1_000)] = 1


class Alias(FrozenModel):
    """A name of the app's own for one model or several."""

    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
    targets: Annotated[tuple[Target, ...], Field(min_length=1, max_length=10)]


Aliases = Annotated[tuple[Alias, ...], Field(max_length=50), AfterValidator(_once_each)]


class ChatSettings(Entity):
    """An app's rules, by the app's id.

    `allowed_models` are names or patterns such as `openai/*`, None for all. `max_tokens` is the longest answer, and
    how long one may get that nobody limited. Budgets are dollars for a day of UTC. `cache_seconds` is how long an
    answer may be given again, 0 for never. `redact_requests` has the app's redaction rules applied to what models see.
    """

    aliases: tuple[Alias, ...] = ()
    fallbacks: tuple[str, ...] = ()
    allowed_models: tuple[str, ...] | None = None
    max_tokens: int = DEFAULT_MAX_TOKENS
    daily_budget: Points | None = None
    daily_budget_per_caller: Points | None = None
    cache_seconds: int = 0
    redact_requests: bool = False
    conversation_days: int = DEFAULT_CONVERSATION_DAYS
    updated_at: datetime | None = None

    def routes(self, asked: str, pick: float) -> tuple[Route, ...]:
        """Return what is asked for a name, in order; raise NotFound (`model_not_found`) or PermissionDenied."""
        alias = next((each for each in self.aliases if each.name == asked), None)
        route = None if alias else route_of(asked)
        if not is_allowed(self.allowed_models, asked, route):
            raise PermissionDenied("this app may not ask this model", code="model_not_allowed")
        named = [(target.model, target.weight) for target in alias.targets] if alias else [(asked, 1)]
        targets = [Weighted(found, weight) for name, weight in named if (found := route_of(name))]
        if not targets:
            raise NotFound("there is no such model; name one as in openai/gpt-5, or an alias", code="model_not_found")
        fallbacks = [found for name in self.fallbacks if (found := route_of(name))]
        return in_order(targets, fallbacks, pick)

    def budgets(self, caller: str, on: date) -> dict[str, Decimal]:
        """Return the budgets that a call counts towards, by the ids of what was spent of them."""
        wanted = {
            f"{self.id}-{on.isoformat()}": self.daily_budget,
            f"{self.id}-{on.isoformat()}-{caller}": self.daily_budget_per_caller,
        }
        return {id: budget for id, budget in wanted.items() if budget is not None}


class ChatSpending(Entity):
    """What an app, or a caller of it, has spent on a day, in billionths of a dollar; what is reserved counts."""

    spent_nanos: int
    expires_at: datetime

    @classmethod
    def none(cls, id: str, *, at: datetime) -> Self:
        """Return it before the first call."""
        return cls(id=id, spent_nanos=0, expires_at=at + _KEPT)

    def reserved(self, nanos: int, budget: Decimal, *, at: datetime) -> Self:
        """Return it with a call's most set aside; raise ResourceExhausted where the budget does not hold it."""
        if self.spent_nanos + nanos > budget * BILLION:
            tomorrow = datetime.combine(at.date() + timedelta(days=1), datetime.min.time(), at.tzinfo)
            raise ResourceExhausted(
                "what is left of the day's budget does not pay for this; lower max_tokens, or wait until tomorrow",
                retry_after=(tomorrow - at).total_seconds(),
                code="insufficient_quota",
            )
        return self.with_(spent_nanos=self.spent_nanos + nanos)


class KeptAnswer(Entity):
    """A completion that may be given again; the id follows from the app and all that was asked."""

    completion: str
    expires_at: datetime

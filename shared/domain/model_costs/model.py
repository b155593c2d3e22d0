"""What asking models came to, counted by day for each card, app, model, provider and member, with an entry for each.

What is told is counted under its own day, however late, by increments in the commit that notes its event as handled:
delivered again, it adds nothing. Several documents share the counting, so that none is written too often.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from shared.data.repository import Entity
from shared.engines.model_calls.spending import ModelSpend
from shared.model import FrozenModel

ENTRIES_KEPT_FOR = timedelta(days=400)


class CostKind(StrEnum):
    """By what costs are counted; the model is named with its provider, as `openai:gpt-4o-mini`."""

    DAY = "day"
    CARD = "card"
    APP = "app"
    MODEL = "model"
    PROVIDER = "provider"
    MEMBER = "member"


class CostCounters(FrozenModel):
    """Tries and calls and what they used. `cost_nanos` is in billionths of a US dollar, and lacks what is `unpriced`.

    A try counts for the model that was tried; a judge's calls count for the judge's own. `estimated` and `unpriced`
    are how often the tokens, or the price, of a model were not known for sure; `cached` tries asked nobody.
    """

    tries: int = 0
    calls: int = 0
    cached: int = 0
    estimated: int = 0
    unpriced: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_nanos: int = 0

    def plus(self, other: "CostCounters") -> Self:
        """Return both together."""
        names = CostCounters.model_fields
        return self.with_(**{name: getattr(self, name) + getattr(other, name) for name in names})


class ModelCost(CostCounters, Entity):
    """One counting document: of a day (ISO 8601, UTC), a kind and a name, and of one shard."""

    kind: CostKind
    name: str
    day: str


class CostSource(FrozenModel):
    """What was paid for: for a run of a card or a search, or for a chat completion of an app."""

    card_id: str | None = None
    run_id: str | None = None
    app_id: str | None = None
    member: str
    at: datetime


class CostEntry(CostCounters, CostSource, Entity):
    """What one model came to in one try or completion; `model` is named with its provider, `day` is of UTC."""

    day: str
    provider: str
    model: str
    outcome: str
    expires_at: datetime

    @property
    def names(self) -> dict[CostKind, str]:
        """Under which names it is counted."""
        named = {
            CostKind.DAY: "",
            CostKind.CARD: self.card_id,
            CostKind.APP: self.app_id,
            CostKind.MODEL: self.model,
            CostKind.PROVIDER: self.provider,
            CostKind.MEMBER: self.member,
        }
        return {kind: name for kind, name in named.items() if name is not None}


class Tried(FrozenModel):
    """The model that was tried, and whether its answer was kept from before; `finished` unless it is made again."""

    provider: str
    model: str
    outcome: str
    cached: bool = False
    finished: bool = True


def entries_of(
    source: CostSource, tried: Tried, spent: Sequence[ModelSpend], *, ids: Sequence[str]
) -> tuple[CostEntry, ...]:
    """Return an entry for each model, that of the one that was tried first; there are enough ids."""
    nothing = ModelSpend(
        provider=tried.provider,
        model=tried.model,
        calls=0,
        prompt_tokens=0,
        completion_tokens=0,
        estimated=False,
        cost_nanos=0,
    )
    is_own = [(each.provider, each.model) == (tried.provider, tried.model) for each in spent]
    own = [each for each, own in zip(spent, is_own, strict=True) if own] or [nothing]
    others = [each for each, own in zip(spent, is_own, strict=True) if not own]
    return tuple(
        CostEntry(
            **{name: getattr(source, name) for name in CostSource.model_fields},
            id=ids[place],
            day=source.at.date().isoformat(),
            provider=each.provider,
            model=f"{each.provider}:{each.model}",
            outcome=tried.outcome,
            tries=int(place == 0 and tried.finished),
            calls=each.calls,
            cached=int(place == 0 and tried.cached),
            estimated=int(each.estimated),
            unpriced=int(each.cost_nanos is None),
            prompt_tokens=each.prompt_tokens,
            completion_tokens=each.completion_tokens,
            cost_nanos=each.cost_nanos or 0,
            expires_at=source.at + ENTRIES_KEPT_FOR,
        )
        for place, each in enumerate([*own, *others])
    )

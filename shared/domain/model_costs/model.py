"""What asking models came to, counted by day for each card, model, provider and member.

Each call that is told is counted under its own day, however late, by five increments in the commit that notes its event
as handled: delivered again, it adds nothing. Several documents share the counting, so that none is written too often.
"""

from enum import StrEnum
from typing import Self

from shared.data.repository import Entity
from shared.model import FrozenModel


class CostKind(StrEnum):
    """By what costs are counted; the model is named with its provider, as `openai:gpt-4o-mini`."""

    DAY = "day"
    CARD = "card"
    MODEL = "model"
    PROVIDER = "provider"
    MEMBER = "member"


class CostCounters(FrozenModel):
    """Tries and what they used. `cost_nanos` is in billionths of a US dollar, and lacks the `unpriced` tries.

    `estimated` tries have tokens that the provider didn't tell, or that can't be true; `cached` ones cost nothing.
    """

    tries: int = 0
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

"""What the calls of one model in a trace come to: counts that add up, and how long the calls took."""

from collections.abc import Iterable
from typing import Self

from pydantic import Field

from shared.engines.latencies import bucket_of
from shared.engines.spans.meaning import Facts
from shared.engines.spans.model import Span
from shared.model import FrozenModel

MAX_MODELS = 20
"""How many models of a trace are told apart; the calls of further ones count as of no known model."""

_MAX_NAME = 200


class CallUsage(FrozenModel):
    """The calls of one model, of none known where `model` is empty; `durations` counts calls by bucket of time."""

    model: str
    count: int = 0
    errors: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float = 0
    durations: dict[str, int] = Field(default_factory=dict[str, int])

    def plus(self, other: Self) -> Self:
        """Return both together."""
        durations = dict(self.durations)
        for bucket, count in other.durations.items():
            durations[bucket] = durations.get(bucket, 0) + count
        return self.model_copy(
            update={
                "count": self.count + other.count,
                "errors": self.errors + other.errors,
                "input_tokens": self.input_tokens + other.input_tokens,
                "output_tokens": self.output_tokens + other.output_tokens,
                "cost": self.cost + other.cost,
                "durations": durations,
            }
        )


def usage_of(calls: Iterable[tuple[Span, Facts]]) -> tuple[CallUsage, ...]:
    """Return what calls come to by model, in the order the models were met."""
    return added((), (_of_call(span, facts) for span, facts in calls))


def added(known: Iterable[CallUsage], more: Iterable[CallUsage]) -> tuple[CallUsage, ...]:
    """Return both by model."""
    found = {each.model: each for each in known}
    for each in more:
        model = each.model if each.model in found or len(found) < MAX_MODELS else ""
        one = each if model else each.model_copy(update={"model": ""})
        found[model] = found[model].plus(one) if model in found else one
    return tuple(found.values())


def _of_call(span: Span, facts: Facts) -> CallUsage:
    return CallUsage(
        model=(facts.model or "")[:_MAX_NAME],
        count=1,
        errors=int(span.status == "error"),
        input_tokens=facts.input_tokens or 0,
        output_tokens=facts.output_tokens or 0,
        cost=facts.cost or 0,
        durations={str(bucket_of(span.end_nanos - span.start_nanos)): 1},
    )

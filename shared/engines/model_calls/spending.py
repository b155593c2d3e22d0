"""What calls of models came to, model by model."""

from shared.model import FrozenModel


class ModelSpend(FrozenModel):
    """Calls of one model together. `cost_nanos` is in billionths of a US dollar, None where nobody knows the price."""

    provider: str
    model: str
    calls: int
    prompt_tokens: int
    completion_tokens: int
    estimated: bool
    cost_nanos: int | None


def total_nanos(spent: tuple[ModelSpend, ...]) -> int | None:
    """Return what all came to, None where a price is not known."""
    costs = [each.cost_nanos for each in spent if each.cost_nanos is not None]
    return sum(costs) if len(costs) == len(spent) else None

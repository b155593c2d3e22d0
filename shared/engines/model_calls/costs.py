"""What a call costs, exactly, in US dollars."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shared.engines.model_calls.prices import MILLION, TABLE_VERSION, price_of
from shared.engines.model_calls.usage import CountedUsage, most_prompt_tokens
from shared.ports.model_providers import Provider
from shared.ports.models import ModelRequest

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Cost:
    """Dollars, never rounded; None where the model's price is not known.

    `is_estimated` says that the tokens were, so that the amount is no more than a guess.
    """

    amount: Decimal | None
    is_estimated: bool
    price_version: str = TABLE_VERSION


def cost_of(provider: Provider, model: str, counted: CountedUsage, *, on: date, batch: bool = False) -> Cost:
    """Return what a call to a model came to on a day; a local provider's costs nothing."""
    if provider.local:
        return Cost(NOTHING, is_estimated=False)
    price = price_of(provider.id, model, on)
    if price is None:
        return Cost(None, is_estimated=counted.is_estimated)
    usage = counted.usage
    rates = price.rates_for(usage.prompt)
    fresh = usage.prompt - usage.cached - usage.cache_written
    dollars = (
        fresh * rates.input
        + usage.cached * rates.cached
        + usage.cache_written * rates.written
        + usage.completion * rates.output
    )
    return Cost(dollars / MILLION * (price.batch if batch else 1), is_estimated=counted.is_estimated)


def most_cost(provider: Provider, request: ModelRequest, *, on: date) -> Decimal | None:
    """Return what a call comes to at most; None where its model's price, or the longest completion, is not known."""
    if provider.local:
        return NOTHING
    price, longest = price_of(provider.id, request.model, on), request.parameters.max_tokens
    if price is None or longest is None:
        return None
    prompt = most_prompt_tokens(request)
    rates = price.rates_for(prompt)
    return (prompt * max(rates.input, rates.written) + longest * rates.output) / MILLION

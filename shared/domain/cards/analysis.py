"""A card analysed: its size, what it costs where, and what could be better."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from shared.domain.cards.content import CardContent
from shared.domain.cards.previews import preview
from shared.domain.cards.variables import VariableType
from shared.engines.model_calls.prices import MILLION, PRICES, TABLE_VERSION, price_of
from shared.engines.prompt_analysis.analysing import analyse, estimated_tokens
from shared.engines.prompt_analysis.model import Declared, Kind, Suggestion, Written
from shared.model import FrozenModel

_WITHOUT_TEXT = (VariableType.NUMBER, VariableType.BOOLEAN)


class CardSuggestion(FrozenModel):
    """What could be better, why, and where: `start` and `end` are characters of the text at `pointer`."""

    kind: Kind
    reason: str
    pointer: str
    start: int
    end: int


class CostEstimate(FrozenModel):
    """What a thousand calls cost a model's list price, in US dollars as a decimal text."""

    provider: str
    model: str
    dollars_per_thousand_calls: str


class CardAnalysis(FrozenModel):
    """Sizes are of the prompt as it is rendered; `tokens` are estimated from its bytes, as costs are from them."""

    characters: int
    tokens: int
    output_tokens: int
    missing: tuple[str, ...]
    suggestions: tuple[CardSuggestion, ...]
    costs: tuple[CostEstimate, ...]
    price_version: str


def analysed(content: CardContent, given: Mapping[str, Any], *, output_tokens: int, on: date) -> CardAnalysis:
    """Return a card's analysis; raise InvalidInput as its preview does."""
    rendered = preview(content, given)
    said = "".join(each.content if isinstance(each.content, str) else str(each.content) for each in rendered.messages)
    tokens = estimated_tokens(said)
    return CardAnalysis(
        characters=rendered.characters,
        tokens=tokens,
        output_tokens=output_tokens,
        missing=rendered.missing,
        suggestions=tuple(_view(each) for each in suggestions_of(content)),
        costs=tuple(_costs(tokens, output_tokens, on)),
        price_version=TABLE_VERSION,
    )


def written(content: CardContent) -> list[Written]:
    """Return a card's templates as their author wrote them."""
    return [Written(f"/content{pointer}", role.value, text) for pointer, role, text in content.templates()]


def suggestions_of(content: CardContent) -> list[Suggestion]:
    """Return what could be better of a card's prompt."""
    return analyse(written(content), list(_declared(content)))


def _declared(content: CardContent) -> Iterator[Declared]:
    for number, each in enumerate(content.variables):
        required = each.required or each.default is None
        yield Declared(f"/content/variables/{number}", each.name, each.type not in _WITHOUT_TEXT, required)


def _view(each: Suggestion) -> CardSuggestion:
    return CardSuggestion(kind=each.kind, reason=each.reason, pointer=each.pointer, start=each.start, end=each.end)


def _costs(prompt: int, output: int, on: date) -> Iterator[CostEstimate]:
    for provider, model in dict.fromkeys((each.provider, each.model) for each in PRICES):
        price = price_of(provider, model, on)
        if price is None:
            continue
        rates = price.rates_for(prompt)
        dollars = (prompt * rates.input + output * rates.output) * 1_000 / MILLION
        yield CostEstimate(provider=provider, model=model, dollars_per_thousand_calls=f"{dollars.quantize(_CENTS)}")


_CENTS = Decimal("0.0001")

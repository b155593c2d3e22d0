"""What models cost: a dated table of the providers' list prices, in US dollars for a million tokens.

A model is found by its name, with or without the date or number that providers append (`gpt-4o-mini-2024-07-18`).
Change a price by adding a row with a later `since`, so that old runs keep their cost.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

TABLE_VERSION = "2026-11"
MILLION = 1_000_000
_DATED = re.compile(r"(-latest|-\d{3,4}|-\d{8}|-\d{4}-\d{2}-\d{2})?")


@dataclass(frozen=True, slots=True)
class Rates:
    """Dollars for a million tokens; `cached` are read from the provider's cache, `written` are written to it."""

    input: Decimal
    cached: Decimal
    output: Decimal
    written: Decimal


@dataclass(frozen=True, slots=True)
class Price:
    """A model's rates from a day on.

    Prompts of more than `tier_above` tokens are priced by `tier`, all of their tokens and all of the completion's.
    `batch` is the part of the price that is paid in the provider's batch mode.
    """

    provider: str
    model: str
    since: date
    rates: Rates
    tier_above: int | None = None
    tier: Rates | None = None
    batch: Decimal = Decimal("0.5")

    def rates_for(self, prompt_tokens: int) -> Rates:
        """Return the rates for a prompt of so many tokens."""
        beyond = self.tier_above is not None and prompt_tokens > self.tier_above
        return self.tier if beyond and self.tier is not None else self.rates


def _rates(input: str, cached: str, output: str, written: str = "") -> Rates:
    return Rates(Decimal(input), Decimal(cached), Decimal(output), Decimal(written or input))


def _price(
    provider: str, model: str, since: str, rates: Rates, above: int | None = None, tier: Rates | None = None
) -> Price:
    return Price(provider, model, date.fromisoformat(since), rates, above, tier)


_SONNET, _OPUS = _rates("3", "0.30", "15", "3.75"), _rates("15", "1.50", "75", "18.75")
_LONG_SONNET = _rates("6", "0.60", "22.50", "7.50")
_OPUS_FROM_4_5 = _rates("5", "0.50", "25", "6.25")
_LONG_GEMINI, _LONG_CACHED_GEMINI = _rates("2.50", "0.625", "15"), _rates("2.50", "0.25", "15")

PRICES = (
    _price("openai", "gpt-4o", "2024-10-01", _rates("2.50", "1.25", "10")),
    _price("openai", "gpt-4o-mini", "2024-07-18", _rates("0.15", "0.075", "0.60")),
    _price("openai", "gpt-4.1", "2025-04-14", _rates("2", "0.50", "8")),
    _price("openai", "gpt-4.1-mini", "2025-04-14", _rates("0.40", "0.10", "1.60")),
    _price("openai", "gpt-4.1-nano", "2025-04-14", _rates("0.10", "0.025", "0.40")),
    _price("openai", "o3", "2025-06-10", _rates("2", "0.50", "8")),
    _price("openai", "o4-mini", "2025-04-16", _rates("1.10", "0.275", "4.40")),
    _price("openai", "gpt-5", "2025-08-07", _rates("1.25", "0.125", "10")),
    _price("openai", "gpt-5-mini", "2025-08-07", _rates("0.25", "0.025", "2")),
    _price("openai", "gpt-5-nano", "2025-08-07", _rates("0.05", "0.005", "0.40")),
    _price("openai", "gpt-5.1", "2025-11-13", _rates("1.25", "0.125", "10")),
    _price("openai", "gpt-5.2", "2025-12-11", _rates("1.75", "0.175", "14")),
    _price("openai", "gpt-6-astra", "2026-09-03", _rates("10", "1", "50"), 272_000, _rates("20", "2", "75")),
    _price(
        "openai",
        "gpt-6-sol",
        "2026-09-22",
        _rates("2", "0.20", "10", "2.50"),
        272_000,
        _rates("4", "0.40", "15", "5"),
    ),
    _price(
        "openai",
        "gpt-6-luna",
        "2026-09-22",
        _rates("0.10", "0.01", "0.50", "0.125"),
        272_000,
        _rates("0.20", "0.02", "0.75", "0.25"),
    ),
    _price("anthropic", "claude-3-5-haiku", "2024-12-01", _rates("0.80", "0.08", "4", "1")),
    _price("anthropic", "claude-3-7-sonnet", "2025-02-24", _SONNET),
    _price("anthropic", "claude-sonnet-4", "2025-05-22", _SONNET),
    _price("anthropic", "claude-sonnet-4", "2025-08-12", _SONNET, 200_000, _LONG_SONNET),
    _price("anthropic", "claude-sonnet-4-5", "2025-09-29", _SONNET, 200_000, _LONG_SONNET),
    _price("anthropic", "claude-opus-4", "2025-05-22", _OPUS),
    _price("anthropic", "claude-opus-4-1", "2025-08-05", _OPUS),
    _price("anthropic", "claude-opus-4-5", "2025-11-24", _OPUS_FROM_4_5),
    _price("anthropic", "claude-haiku-4-5", "2025-10-15", _rates("1", "0.10", "5", "1.25")),
    _price("anthropic", "claude-opus-4-6", "2026-02-05", _OPUS_FROM_4_5),
    _price("anthropic", "claude-sonnet-4-6", "2026-02-17", _SONNET),
    _price("anthropic", "claude-opus-5", "2026-07-24", _OPUS_FROM_4_5),
    _price("anthropic", "claude-opus-5-5", "2026-09-22", _rates("4", "0.20", "20", "5")),
    _price("anthropic", "claude-sonnet-5-5", "2026-09-28", _rates("2", "0.20", "10", "2.50")),
    _price("anthropic", "claude-sonnet-5-5", "2026-10-07", _rates("2", "0.10", "10", "2.50")),
    _price(
        "anthropic",
        "claude-haiku-5-5",
        "2026-10-07",
        _rates("0.10", "0.01", "0.50", "0.125"),
        100_000,
        _rates("0.50", "0.05", "2.50", "0.625"),
    ),
    _price("gemini", "gemini-2.5-pro", "2025-06-17", _rates("1.25", "0.31", "10"), 200_000, _LONG_GEMINI),
    _price("gemini", "gemini-2.5-pro", "2025-09-01", _rates("1.25", "0.125", "10"), 200_000, _LONG_CACHED_GEMINI),
    _price("gemini", "gemini-2.5-flash", "2025-06-17", _rates("0.30", "0.03", "2.50")),
    _price("gemini", "gemini-2.5-flash-lite", "2025-07-22", _rates("0.10", "0.01", "0.40")),
    _price(
        "gemini", "gemini-3-pro-preview", "2025-11-18", _rates("2", "0.20", "12"), 200_000, _rates("4", "0.40", "18")
    ),
    _price("gemini", "gemini-3-flash-preview", "2025-12-17", _rates("0.50", "0.05", "3")),
    _price("grok", "grok-3", "2025-04-09", _rates("3", "0.75", "15")),
    _price("grok", "grok-3-mini", "2025-04-09", _rates("0.30", "0.075", "0.50")),
    _price("grok", "grok-4", "2025-07-09", _rates("3", "0.75", "15"), 128_000, _rates("6", "1.50", "30")),
)

EMBEDDING_PRICES = (
    _price("openai", "text-embedding-3-small", "2024-01-25", _rates("0.02", "0.02", "0")),
    _price("openai", "text-embedding-3-large", "2024-01-25", _rates("0.13", "0.13", "0")),
    _price("gemini", "gemini-embedding-001", "2025-07-14", _rates("0.15", "0.15", "0")),
)
"""Of models that read and write nothing; they answer no chat."""


def price_of(provider: str, model: str, on: date) -> Price | None:
    """Return what a model costs on a day, None where that is not known: `gpt-4o-audio` is not `gpt-4o`."""
    dated = [each for each in (*PRICES, *EMBEDDING_PRICES) if each.provider == provider and each.since <= on]
    known = [each for each in dated if _is_named(model, each.model)]
    return max(known, key=lambda each: each.since, default=None)


def _is_named(name: str, model: str) -> bool:
    return name.startswith(model) and _DATED.fullmatch(name[len(model) :]) is not None

"""What calls cost, to the last digit."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.model_calls.costs import Cost, cost_of
from shared.engines.model_calls.prices import PRICES, price_of
from shared.engines.model_calls.usage import CountedUsage, Doubt
from shared.ports.model_providers import PROVIDERS
from shared.ports.models import Usage

DAY = date(2026, 3, 2)


def cost(provider: str, model: str, usage: Usage, *, on: date = DAY, batch: bool = False) -> Decimal | None:
    return cost_of(PROVIDERS[provider], model, CountedUsage(usage), on=on, batch=batch).amount


@pytest.mark.parametrize(
    ("provider", "model", "usage", "dollars"),
    [
        ("openai", "gpt-4o-mini-2024-07-18", Usage(1_000, 500), "0.00045"),
        ("openai", "gpt-4o-mini", Usage(1_000, 500, cached=600), "0.000405"),
        ("openai", "gpt-5", Usage(1_000, 500, reasoning=400), "0.00625"),
        ("openai", "gpt-5-nano", Usage(1, 0, cached=1), "0.000000005"),
        ("anthropic", "claude-haiku-4-5-20251001", Usage(1_000, 100, cached=500, cache_written=200), "0.0011"),
        ("anthropic", "claude-opus-4-5", Usage(1_000_000, 1_000_000), "30"),
        ("anthropic", "claude-opus-4-1", Usage(1_000_000, 1_000_000), "90"),
        ("gemini", "gemini-2.5-pro", Usage(200_000, 1_000), "0.26"),
        ("gemini", "gemini-2.5-pro", Usage(200_001, 1_000, cached=1), "0.51500025"),
        ("openai", "text-embedding-3-small", Usage(1_000_000, 0), "0.02"),
        ("gemini", "gemini-embedding-001", Usage(1_000_000, 0), "0.15"),
        ("grok", "grok-4-0709", Usage(128_001, 10), "0.768306"),
    ],
)
def test_a_call_costs_what_the_table_says(provider: str, model: str, usage: Usage, dollars: str) -> None:
    assert cost(provider, model, usage) == Decimal(dollars)


def test_a_batch_costs_half() -> None:
    usage = Usage(333, 777, cached=11)
    assert cost("openai", "gpt-5-nano", usage, batch=True) == cost("openai", "gpt-5-nano", usage) / 2  # type: ignore[operator]


def test_the_days_price_counts() -> None:
    usage = Usage(1_000_000, 0, cached=1_000_000)
    assert cost("gemini", "gemini-2.5-pro", usage, on=date(2025, 7, 1)) == Decimal("0.625")
    assert cost("gemini", "gemini-2.5-pro", usage) == Decimal("0.25")
    assert cost("gemini", "gemini-2.5-pro", usage, on=date(2024, 1, 1)) is None


@pytest.mark.parametrize(
    ("provider", "model"),
    [("openai", "gpt-4o-audio-preview"), ("openai", "gpt-9"), ("openai", "claude-haiku-4-5"), ("openai", "gpt-5-pro"),
     ("openai", ""), ("anthropic", "claude-sonnet-99"), ("anthropic", "claude-opus-4-7-20260401")],
)  # fmt: skip
def test_a_price_that_is_not_known_is_not_made_up(provider: str, model: str) -> None:
    assert cost(provider, model, Usage(10, 10)) is None


@pytest.mark.parametrize("provider", ["echo", "ollama"])
def test_what_runs_here_costs_nothing(provider: str) -> None:
    counted = CountedUsage(Usage(10**6, 10**6), (Doubt.MISSING,))
    assert cost_of(PROVIDERS[provider], "anything", counted, on=DAY) == Cost(Decimal(0), is_estimated=False)


def test_an_estimate_is_marked_as_one() -> None:
    counted = CountedUsage(Usage(1_000, 500), (Doubt.NEGATIVE,))
    assert cost_of(PROVIDERS["openai"], "gpt-4o-mini", counted, on=DAY) == Cost(Decimal("0.00045"), is_estimated=True)


@given(st.integers(0, 10**8), st.integers(0, 10**8), st.integers(1, 1000))
def test_no_fraction_of_a_cent_is_lost(prompt: int, completion: int, calls: int) -> None:
    one = cost("openai", "gpt-5-nano", Usage(prompt, completion))
    together = cost("openai", "gpt-5-nano", Usage(prompt * calls, completion * calls))
    assert one is not None
    assert one * calls == together


def test_the_table_is_in_order() -> None:
    names = Counter((each.provider, each.model, each.since) for each in PRICES)
    assert max(names.values()) == 1
    for each in PRICES:
        assert each.provider in PROVIDERS
        for rates in filter(None, (each.rates, each.tier)):
            assert 0 < rates.cached < rates.input <= rates.written < rates.output
        assert (each.tier is None) == (each.tier_above is None)
        assert price_of(each.provider, each.model, each.since) is not None

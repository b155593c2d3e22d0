"""When a call is tried again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.model_calls.retries import RetryRules, retry_delay

RULES = RetryRules(tries=4, first=1.0, longest=60.0)


def delay(failed: int, retry_after: float | None = None, *, nothing_done: bool = True, jitter: float = 0.5):
    return retry_delay(failed, nothing_done=nothing_done, retry_after=retry_after, jitter=jitter, rules=RULES)


def test_what_may_have_been_done_is_never_repeated() -> None:
    assert delay(1, nothing_done=False) is None
    assert delay(1, 1.0, nothing_done=False) is None


def test_each_wait_is_twice_the_one_before_until_it_is_given_up() -> None:
    assert [delay(failed, jitter=1.0) for failed in (1, 2, 3, 4)] == [1.0, 2.0, 4.0, None]


@given(st.floats(min_value=0, max_value=60), st.floats(min_value=0, max_value=1, exclude_max=True))
def test_no_try_comes_sooner_than_the_provider_asked(asked: float, jitter: float) -> None:
    waited = delay(1, asked, jitter=jitter)
    assert waited is not None
    assert waited >= asked


@pytest.mark.parametrize("asked", [60.1, 3600.0])
def test_a_provider_that_asks_for_too_long_is_not_waited_for(asked: float) -> None:
    assert delay(1, asked) is None


def test_callers_that_failed_together_do_not_come_back_together() -> None:
    assert len({delay(1, 5.0, jitter=number / 10) for number in range(10)}) == 10
    assert len({delay(1, jitter=number / 10) for number in range(10)}) == 10

"""Circuits, open and closed, and who may call meanwhile."""

from shared.engines.circuit_breaker import Breaker, BreakerRules

RULES = BreakerRules(failures=2, reset=30.0)


def opened(at: float = 100.0) -> Breaker:
    return Breaker(RULES).failed_at(at, tried=False).failed_at(at, tried=False)


def test_it_opens_at_the_last_failure_allowed_and_waits_from_then() -> None:
    once = Breaker(RULES).failed_at(90.0, tried=False)
    assert (once.is_open, once.wait(91.0)) == (False, 0)
    assert [opened().wait(at) for at in (100.0, 110.0, 130.0, 999.0)] == [30, 20, 0, 0]


def test_a_success_forgets_the_failures_before_it() -> None:
    assert Breaker(RULES).failed_at(1.0, tried=False).succeeded(tried=False) == Breaker(RULES)


def test_while_one_call_tries_no_other_begins() -> None:
    trying = opened().begun()
    assert (trying.trying, trying.wait(500.0)) == (True, 30)
    assert trying.abandoned(tried=True).wait(500.0) == 0
    assert not Breaker(RULES).begun().trying


def test_calls_that_began_before_it_opened_decide_nothing() -> None:
    trying = opened().begun()
    for late in (trying.succeeded(tried=False), trying.failed_at(500.0, tried=False), trying.abandoned(tried=False)):
        assert late == trying


def test_the_call_that_tries_closes_it_or_opens_it_anew() -> None:
    trying = opened().begun()
    assert trying.succeeded(tried=True) == Breaker(RULES)
    assert trying.failed_at(135.0, tried=True).wait(140.0) == 25

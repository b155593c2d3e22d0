import random

from shared.engines.trace_analysis.anomalies import drift, outlier

STEADY = [100, 103, 98, 101, 99, 102, 97, 100, 104, 96, 100, 101, 99, 103]


def test_a_value_far_off_stands_out_and_one_within_the_usual_does_not() -> None:
    found = outlier(STEADY, 150, least_spread=1)
    assert found is not None
    assert (found.expected, round(found.spread, 3), round(found.z, 1)) == (100, 2.224, 22.5)
    assert outlier(STEADY, 106, least_spread=1) is None
    assert outlier(STEADY, 50, least_spread=1) is not None


def test_outliers_of_the_past_do_not_hide_one_of_today() -> None:
    assert outlier([*STEADY, 1_000, 2_000, 900], 150, least_spread=1) is not None


def test_a_constant_history_has_the_least_spread() -> None:
    assert outlier([0.0] * 10, 0.01, least_spread=0.01) is None
    assert outlier([0.0] * 10, 0.2, least_spread=0.01) is not None


def test_nothing_is_said_of_a_short_history() -> None:
    assert outlier([100] * 6, 1_000, least_spread=1) is None
    assert drift([100] * 41, 1_000, least_spread=1) is None


def test_a_slow_rise_that_no_single_day_shows_leaves_the_chart_once() -> None:
    drawn = random.Random(1)  # noqa: S311
    series = [100 + drawn.gauss(0, 3) for _ in range(56)] + [106 + drawn.gauss(0, 3) for _ in range(14)]
    days = range(42, 70)
    assert [day for day in days if outlier(series[max(0, day - 56) : day], series[day], least_spread=1)] == []
    [found] = [day for day in days if drift(series[max(0, day - 56) : day], series[day], least_spread=1)]
    assert 56 <= found < 66


def test_noise_alone_seldom_leaves_the_chart() -> None:
    drawn = random.Random(1)  # noqa: S311
    found = 0
    for _ in range(1_000):
        *series, last = [drawn.gauss(100, 5) for _ in range(57)]
        found += drift(series, last, least_spread=1) is not None
    assert found < 30

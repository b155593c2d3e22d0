"""Forecasts: known distributions come back, and what is certain stays so."""

import random
from dataclasses import replace
from statistics import mean

import pytest

from shared.engines.scheduling.estimates import Estimate, Spread
from shared.engines.scheduling.plan import Dependency, Task
from shared.engines.scheduling.schedule import schedule
from shared.engines.scheduling.simulation import calibration, forecast_by_throughput, quantiles, simulate
from shared.errors import InvalidInput
from tests.fixtures.plans import WORKDAY, at, plan, shown

PAIR = [Task("A", 2 * WORKDAY), Task("B", 3 * WORKDAY)]


@pytest.mark.parametrize("spread", Spread)
@pytest.mark.parametrize("mode", [0.0, 0.25, 0.5, 1.0])
def test_quantiles_have_the_mean_of_their_distribution(spread: Spread, mode: float) -> None:
    expected = Estimate(0, int(mode * 1000), 1000, spread).mean / 1000
    assert float(quantiles(spread, mode).mean()) == pytest.approx(expected, abs=0.001)


def test_without_estimates_every_sample_is_the_plan() -> None:
    found = schedule(plan([*PAIR, Task("C", WORKDAY)], [Dependency("A", "B")]))
    forecast = simulate(found, {}, seed=1, samples=50)
    assert set(forecast.finishes) == {found.finish}
    assert forecast.criticality == {"A": 1.0, "B": 1.0, "C": 0.0}


def test_the_same_seed_gives_the_same_forecast() -> None:
    found = schedule(plan(PAIR, [Dependency("A", "B")]))
    estimates = {"A": Estimate(WORKDAY, 2 * WORKDAY, 6 * WORKDAY), "B": Estimate(WORKDAY, WORKDAY, 9 * WORKDAY)}
    first, again, other = (simulate(found, estimates, seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert first.finishes != other.finishes
    assert first.percentile(50) <= first.percentile(80) <= first.percentile(95)


def test_a_chain_takes_the_sum_of_its_means() -> None:
    found = schedule(plan(PAIR, [Dependency("A", "B")]))
    estimates = {"A": Estimate(100, 300, 1100), "B": Estimate(0, 600, 900, Spread.TRIANGULAR)}
    project = found.passes.by_calendar[""]
    forecast = simulate(found, estimates, seed=7, samples=4000)
    taken = mean(project.work(finish) - project.work(found.plan.start) for finish in forecast.finishes)
    assert taken == pytest.approx(400 + 500, rel=0.02)


def test_of_two_equal_parallel_tasks_each_is_critical_half_the_time() -> None:
    found = schedule(plan([*PAIR, Task("M")], [Dependency("A", "M"), Dependency("B", "M")]))
    wide = Estimate(WORKDAY, 3 * WORKDAY, 5 * WORKDAY)
    forecast = simulate(found, {"A": wide, "B": wide}, seed=3, samples=4000)
    assert forecast.criticality["A"] == pytest.approx(0.5, abs=0.05)
    assert forecast.criticality["A"] + forecast.criticality["B"] == pytest.approx(1, abs=0.02)
    assert forecast.criticality["M"] == 1


def test_what_is_done_is_certain_and_what_is_left_varies_in_proportion() -> None:
    done = replace(PAIR[0], actual_start=at("5 8:00"), actual_finish=at("6 17:00"))
    half = replace(PAIR[1], duration=4 * WORKDAY, actual_start=at("7 8:00"), remaining=2 * WORKDAY)
    found = schedule(plan([done, half], [Dependency("A", "B")], status_date=at("9 8:00")))
    forecast = simulate(
        found, {"A": Estimate(0, 0, 9999), "B": Estimate(2 * WORKDAY, 4 * WORKDAY, 8 * WORKDAY)}, seed=1
    )
    assert shown(forecast.finishes[0]).startswith("12 ")
    assert forecast.finishes[0] >= at("12 8:00")
    assert forecast.finishes[-1] <= at("14 17:00")
    assert forecast.criticality["A"] == 0


def test_steady_throughput_is_certain_and_none_is_refused() -> None:
    assert forecast_by_throughput(10, [5, 5, 5], seed=1, samples=20) == [2] * 20
    assert forecast_by_throughput(0, [5], seed=1, samples=3) == [0] * 3
    with pytest.raises(InvalidInput, match="finished"):
        forecast_by_throughput(10, [0, 0], seed=1)
    with pytest.raises(InvalidInput, match="coarser"):
        forecast_by_throughput(10**9, [1], seed=1)


def test_a_backtest_of_honest_forecasts_finds_them_calibrated() -> None:
    draw = random.Random(5)  # noqa: S311
    history = [draw.randrange(0, 9) for _ in range(40)]
    forecasts = [forecast_by_throughput(60, history, seed=seed, samples=300) for seed in range(300)]
    outcomes: list[int] = []
    for _ in forecasts:
        done = periods = 0
        while done < 60:
            done, periods = done + draw.choice(history), periods + 1
        outcomes.append(periods)
    assert 0.75 <= calibration(forecasts, outcomes, 80) <= 0.95
    assert calibration(forecasts, [10**6] * 300, 80) == 0


def test_too_many_samples_are_refused() -> None:
    with pytest.raises(InvalidInput, match="samples"):
        simulate(schedule(plan(PAIR)), {}, seed=1, samples=10**8)


def test_a_day_of_the_week_is_forecast_from_past_ones() -> None:
    week = [0, 3, 0, 0, 0, 0, 0]
    assert forecast_by_throughput(6, week * 3, seed=1, samples=20, cycle=7) == [9] * 20
    assert forecast_by_throughput(6, week * 3, seed=1, samples=20, cycle=7, skipped=1) == [8] * 20
    assert forecast_by_throughput(6, [9, *week, *week], seed=1, samples=20, cycle=7) == [9] * 20
    with pytest.raises(InvalidInput):
        forecast_by_throughput(1, [1] * 6, seed=1, cycle=7)


def test_a_week_is_repeated_as_a_whole() -> None:
    history = [5, 5, 5, 5, 5, 5, 5, 1, 1, 1, 1, 1, 1, 1]
    assert set(forecast_by_throughput(7, history, seed=1, samples=200, cycle=7)) == {2, 7}

"""Whether forecasts by throughput keep their word, on histories drawn at random: how many ends lie within the 80 %."""

import random
from collections.abc import Iterator

from benchmarks.measured import Measured
from shared.engines.scheduling.simulation import calibration, forecast_by_throughput

HISTORIES = 2_000
KNOWN = 84
AHEAD = 14


def measure(*, quick: bool = False) -> Measured:
    """Forecast the work of two usual weeks from twelve, and see how long the days drawn after them really take."""
    forecasts: list[list[int]] = []
    outcomes: list[int] = []
    for number in range(100 if quick else HISTORIES):
        days = _days(random.Random(number))  # noqa: S311 (replayable, not a secret)
        known = [next(days) for _ in range(KNOWN)]
        amount = round(AHEAD * sum(known) / KNOWN)
        if amount:
            forecasts.append(forecast_by_throughput(amount, known, seed=number, samples=1_000, cycle=7))
            outcomes.append(_taken(days, amount))
    met = {percent: calibration(forecasts, outcomes, percent) for percent in (50, 80, 95)}
    line = f"{len(outcomes)} histories; met at 50 %: {met[50]:.3f}, at 95 %: {met[95]:.3f}"
    return Measured({"forecast_calibration_80": met[80]}, [line])


def _days(draw: random.Random) -> Iterator[int]:
    """Draw tasks done by day: a team's own pace, a pace of each week around it, days that differ, weekends off."""
    pace, unrest = draw.uniform(0.3, 6), draw.uniform(0, 0.5)
    while True:
        week = pace * draw.gammavariate(1 / unrest**2, unrest**2) if unrest > 0.05 else pace
        for day in range(7):
            yield _poisson(draw, week) if day < 5 else 0


def _poisson(draw: random.Random, mean: float) -> int:
    passed, number = draw.expovariate(1), 0
    while passed < mean:
        passed, number = passed + draw.expovariate(1), number + 1
    return number


def _taken(days: Iterator[int], amount: int) -> int:
    number = 0
    while amount > 0:
        amount -= next(days)
        number += 1
    return number

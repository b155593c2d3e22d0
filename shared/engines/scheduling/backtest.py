"""Whether forecasts by throughput kept their word: each past moment is forecast from what was known then."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.engines.scheduling.simulation import Forecast, forecast_by_throughput

WINDOW = 84
LEAST = 28
AHEAD = 14
WEEK = 7


@dataclass(frozen=True, slots=True)
class Replays:
    """How many past forecasts were replayed, and the shares of them that were met at each percentile.

    `undecided` ones had not come to their end when the history did, and could still be met.
    """

    replayed: int
    undecided: int
    met: dict[int, float]


def replay(history: Sequence[int], *, seed: int, percents: Sequence[int] = (50, 80, 95), samples: int = 500) -> Replays:
    """Forecast, each week of a history of items done by day, how long the work of two usual weeks takes.

    Forecasts rest on the twelve weeks before, or what there is of them, four at least.
    """
    decided = undecided = 0
    met = dict.fromkeys(percents, 0)
    for place in range(LEAST, len(history), WEEK):
        known = history[max(0, place - WINDOW) : place]
        amount = round(AHEAD * sum(known) / len(known))
        if not amount:
            continue
        ends = forecast_by_throughput(amount, known, seed=seed + place, samples=samples, cycle=WEEK)
        sampled = Forecast(ends, {})
        limits = {percent: sampled.percentile(percent) for percent in percents}
        taken = _taken(history[place:], amount)
        if taken is None and len(history) - place < max(limits.values()):
            undecided += 1
            continue
        decided += 1
        for percent, limit in limits.items():
            met[percent] += taken is not None and taken <= limit
    return Replays(
        decided, undecided, {percent: number / decided for percent, number in met.items()} if decided else {}
    )


def _taken(days: Sequence[int], amount: int) -> int | None:
    done = 0
    for number, each in enumerate(days, 1):
        done += each
        if done >= amount:
            return number
    return None

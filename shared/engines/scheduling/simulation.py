"""When a plan will be done, by Monte Carlo.

Time is the project calendar's working minutes. A task on another calendar takes as much of it as in the plan, a lag as
much as it takes there; MSO and MFO count as *not earlier than*, SNLT, FNLT and ALAP not at all: a simulation asks what
happens, not what is wished. Finished tasks are certain, of a started one what is left varies in proportion.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from shared.engines.scheduling.estimates import PERT_WEIGHT, Estimate, Spread
from shared.engines.scheduling.network import Kind
from shared.engines.scheduling.plan import PROJECT_CALENDAR, Constraint
from shared.engines.scheduling.schedule import Schedule
from shared.engines.scheduling.working_time import WorkingTime
from shared.errors import InvalidInput

MAX_CELLS = 20_000_000
_QUANTILES = 4096
_MODES = 200

Vector = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class Forecast:
    """Finishes in ascending order, in minutes since 1970, and how often each task was critical, 0 to 1."""

    finishes: Sequence[int]
    criticality: Mapping[str, float]

    def percentile(self, percent: float) -> int:
        """Return the first finish that so many percent of the samples do not exceed."""
        return self.finishes[max(0, math.ceil(percent * len(self.finishes) / 100) - 1)]


def simulate(plan: Schedule, estimates: Mapping[str, Estimate], *, seed: int, samples: int = 1000) -> Forecast:
    """Return the forecast of a schedule whose tasks without an estimate last what the plan says."""
    run = _Run(plan, seed, samples)
    for node in plan.network.order:
        run.forward(node, estimates)
    leaves = [node for node, kind in enumerate(plan.network.kinds) if kind == Kind.LEAF]
    if not leaves:
        return Forecast([plan.plan.start] * samples, {})
    ends: Vector = run.finishes[leaves].max(axis=0)
    ordered = np.sort(np.rint(ends)).astype(np.int64).tolist()
    moments = {work: run.project.finishing(run.origin + work) for work in set(ordered)}
    criticality: dict[str, float] = {}
    late = np.empty_like(run.finishes)
    for node in reversed(plan.network.order):
        run.backward(node, ends, late)
        task = run.passes.tasks[node]
        if plan.network.kinds[node] == Kind.LEAF:
            critical = late[node] - run.finishes[node] < 1
            criticality[task.id] = (
                0.0 if task.actual_finish is not None else float(np.count_nonzero(critical)) / samples
            )
    return Forecast([moments[work] for work in ordered], criticality)


class _Run:
    def __init__(self, plan: Schedule, seed: int, samples: int) -> None:
        count = len(plan.network.order)
        if samples < 1 or samples * count > MAX_CELLS:
            raise InvalidInput(f"A simulation takes 1 to {MAX_CELLS} samples times tasks.", code="too_many_samples")
        self.plan, self.passes, self.samples = plan.plan, plan.passes, samples
        self.network = plan.network
        self.project: WorkingTime = plan.passes.by_calendar[PROJECT_CALENDAR]
        self.origin = self.project.work(plan.plan.start)
        self.draw = np.random.default_rng(seed)
        self.tables: dict[tuple[Spread, int], Vector] = {}
        self.starts = np.zeros((count, samples), np.float32)
        self.finishes = np.zeros((count, samples), np.float32)
        self.lags = [self._lag(number) for number in range(len(plan.plan.dependencies))]

    def forward(self, node: int, estimates: Mapping[str, Estimate]) -> None:
        kind, task, start, finish = (
            self.network.kinds[node],
            self.passes.tasks[node],
            self.starts[node],
            self.finishes[node],
        )
        if kind == Kind.BEGIN:
            start[:] = np.inf
        for other, from_start, to_finish, _, _, dependency in self.network.before[node]:
            bound = self.starts[other] if from_start else self.finishes[other]
            if dependency >= 0 and self.lags[dependency]:
                bound = bound + self.lags[dependency]
            into = finish if to_finish else start
            (np.minimum if kind == Kind.BEGIN else np.maximum)(into, bound, out=into)
        if task.constraint in (Constraint.SNET, Constraint.MSO):
            self._floor(start, task.constraint_date)
        if kind in (Kind.GATE, Kind.BEGIN):
            finish[:] = start
        elif kind == Kind.END:
            start[:] = finish
        elif task.actual_finish is not None:
            start[:], finish[:] = self._axis(self.passes.starts[node]), self._axis(self.passes.finishes[node])
        else:
            self._last(node, estimates.get(task.id))

    def _last(self, node: int, estimate: Estimate | None) -> None:
        task, left, start, finish = (
            self.passes.tasks[node],
            self.passes.work_left[node],
            self.starts[node],
            self.finishes[node],
        )
        time, place = self.passes.times[node], self.passes.place[node]
        taken = self._axis(self.passes.finishes[node]) - self._axis(time.starting(place)) if left else 0
        self._floor(start, self.plan.status_date)
        if task.actual_start is not None:
            self._floor(start, task.actual_start)
        length: Vector | float = float(max(0, taken))
        if estimate is not None:
            pace = taken / left if left else 1.0
            length = self._drawn(estimate) * np.float32(pace * (left / task.duration if task.duration else 1.0))
        np.maximum(finish, start + length, out=finish)
        if task.constraint in (Constraint.FNET, Constraint.MFO):
            self._floor(finish, task.constraint_date)
        np.subtract(finish, length, out=start)

    def backward(self, node: int, ends: Vector, late: Vector) -> None:
        """Reckon by when a node must finish, in each sample; a start waited for is so long before the finish."""
        row = late[node]
        row[:] = ends
        length = self.finishes[node] - self.starts[node]
        for other, from_start, to_finish, _, _, dependency in self.network.after[node]:
            bound = late[other] if to_finish else late[other] - (self.finishes[other] - self.starts[other])
            if self.network.kinds[other] == Kind.BEGIN:
                bound = np.where(self.starts[node] <= self.starts[other], bound, np.inf)
            if from_start:
                bound = bound + length
            if dependency >= 0 and self.lags[dependency]:
                bound = bound - self.lags[dependency]
            np.minimum(row, bound, out=row)

    def _axis(self, moment: int) -> int:
        return self.project.work(moment) - self.origin

    def _floor(self, row: Vector, moment: int | None) -> None:
        if moment is not None:
            np.maximum(row, np.float32(self._axis(moment)), out=row)

    def _lag(self, number: int) -> int:
        dependency = self.plan.dependencies[number]
        if not dependency.lag or not dependency.elapsed:
            return dependency.lag
        index = self.network.index[dependency.predecessor]
        moment = self.passes.finishes[self.network.end[index]]
        return self.project.work(moment + dependency.lag) - self.project.work(moment)

    def _drawn(self, estimate: Estimate) -> Vector:
        width = estimate.worst - estimate.best
        mode = round(_MODES * (estimate.likely - estimate.best) / width) if width else 0
        key = (estimate.spread, mode)
        if key not in self.tables:
            self.tables[key] = quantiles(estimate.spread, mode / _MODES)
        picked = self.draw.integers(0, _QUANTILES, self.samples, np.uint16)
        return self.tables[key][picked] * np.float32(width) + np.float32(estimate.best)


def quantiles(spread: Spread, mode: float) -> Vector:
    """Return evenly spaced quantiles of a distribution on 0 to 1."""
    share = (np.arange(_QUANTILES) + 0.5) / _QUANTILES
    if spread == Spread.TRIANGULAR:
        rising = np.sqrt(share * mode)
        falling = 1 - np.sqrt((1 - share) * (1 - mode))
        return np.where(share < mode, rising, falling).astype(np.float32)
    edges = np.linspace(0, 1, 4 * _QUANTILES + 1)
    middle = (edges[:-1] + edges[1:]) / 2
    density = middle ** (PERT_WEIGHT * mode) * (1 - middle) ** (PERT_WEIGHT * (1 - mode))
    below = np.concatenate([[0.0], np.cumsum(density)])
    return np.interp(share, below / below[-1], edges).astype(np.float32)


def forecast_by_throughput(
    remaining: int, history: Sequence[int], *, seed: int, samples: int = 1000, cycle: int = 1, skipped: int = 0
) -> list[int]:
    """Return, in ascending order, how many periods `remaining` items may take when each cycle repeats a past one.

    `history` holds the items finished in each past period. A cycle of seven has weeks repeated where periods are days:
    a Monday repeats a Monday, and good days stay together as they were. So many periods are `skipped` between the last
    of the history and the first that counts. Raise `InvalidInput` where no item was finished, or where the
    history is shorter than a cycle.
    """
    if not any(count > 0 for count in history) or any(count < 0 for count in history):
        raise InvalidInput("Throughput needs a period in which something was finished.", code="no_throughput")
    if len(history) < cycle:
        raise InvalidInput("Throughput needs the periods of a whole cycle.", code="no_throughput")
    if remaining <= 0:
        return [0] * samples
    rate = sum(history) / len(history)
    draw = np.random.default_rng(seed)
    past = np.asarray(history[len(history) % cycle :], np.int64)
    cycles = len(past) // cycle
    done = np.zeros(samples, np.int64)
    periods = np.zeros(samples, np.int64)
    drawn, number = periods, 0
    if samples < 1 or samples * remaining / rate > MAX_CELLS:
        raise InvalidInput("Too many periods to simulate: take coarser ones.", code="too_many_samples")
    while (open_ := done < remaining).any():
        if number % cycle == 0:
            drawn = draw.integers(0, cycles, samples) * cycle
        place = (drawn + skipped + number) % len(past)
        done[open_] += past[place[open_]]
        periods[open_] += 1
        number += 1
    return np.sort(periods).tolist()


def calibration(forecasts: Sequence[Sequence[int]], outcomes: Sequence[int], percent: float) -> float:
    """Return the share of outcomes within the forecasts' percentile: near `percent` / 100 for honest forecasts."""
    if not forecasts or len(forecasts) != len(outcomes):
        raise InvalidInput("A backtest needs an outcome for each forecast.", code="bad_backtest")
    within = sum(
        outcome <= Forecast(forecast, {}).percentile(percent)
        for forecast, outcome in zip(forecasts, outcomes, strict=True)
    )
    return within / len(outcomes)

"""Earned value and variance against a baseline, exact: money in whole minor units, ratios as fractions."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from shared.engines.scheduling.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class Budgeted:
    """A task's baseline and state: `budget` and `cost` in minor units of one currency, `complete` from 0 to 1."""

    start: int
    finish: int
    budget: int
    cost: int
    complete: Fraction


@dataclass(frozen=True, slots=True)
class EarnedValue:
    """PV, EV, AC and BAC in minor units, as the Project Management Institute's standard names them."""

    planned: Fraction
    earned: Fraction
    cost: int
    budget: int

    @property
    def schedule_variance(self) -> Fraction:
        """EV less PV."""
        return self.earned - self.planned

    @property
    def cost_variance(self) -> Fraction:
        """EV less AC."""
        return self.earned - self.cost

    @property
    def schedule_performance(self) -> Fraction | None:
        """SPI: EV ÷ PV; None before anything was planned."""
        return self.earned / self.planned if self.planned else None

    @property
    def cost_performance(self) -> Fraction | None:
        """CPI: EV ÷ AC; None before anything was spent."""
        return self.earned / self.cost if self.cost else None

    @property
    def estimate_at_completion(self) -> Fraction | None:
        """EAC: BAC ÷ CPI; None before anything was earned or spent."""
        performance = self.cost_performance
        return self.budget / performance if performance else None


def earned_value(tasks: Sequence[Budgeted], time: WorkingTime, status: int) -> EarnedValue:
    """Return the earned value at a status date; a task's budget is planned evenly over its baseline's working time."""
    planned = sum((each.budget * _share(each, time, status) for each in tasks), Fraction(0))
    earned = sum((each.budget * each.complete for each in tasks), Fraction(0))
    return EarnedValue(planned, earned, sum(each.cost for each in tasks), sum(each.budget for each in tasks))


def _share(task: Budgeted, time: WorkingTime, status: int) -> Fraction:
    if status >= task.finish:
        return Fraction(1)
    if status <= task.start:
        return Fraction(0)
    begun = time.work(task.start)
    length = time.work(task.finish) - begun
    return Fraction(time.work(status) - begun, length) if length else Fraction(0)


@dataclass(frozen=True, slots=True)
class Variance:
    """How much later than in the baseline a task starts and finishes, in working minutes; negative is earlier."""

    start: int
    finish: int


def variance(baseline: tuple[int, int], dates: tuple[int, int], time: WorkingTime) -> Variance:
    """Compare two (start, finish) on a calendar."""
    return Variance(time.work(dates[0]) - time.work(baseline[0]), time.work(dates[1]) - time.work(baseline[1]))

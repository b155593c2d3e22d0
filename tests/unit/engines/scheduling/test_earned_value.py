"""Earned value by the book, and variance."""

from fractions import Fraction

from shared.engines.scheduling.earned_value import Budgeted, Variance, earned_value, variance
from shared.engines.scheduling.working_time import WorkingTime
from tests.fixtures.plans import CALENDARS, WORKDAY, at

TIME = WorkingTime(CALENDARS[""], at("5 8:00"))


def test_a_project_half_way_shows_its_indices_exactly() -> None:
    tasks = [
        Budgeted(at("5 8:00"), at("9 17:00"), 100_00, 60_00, Fraction(1, 3)),
        Budgeted(at("12 8:00"), at("16 17:00"), 50_00, 0, Fraction(0)),
    ]
    value = earned_value(tasks, TIME, at("7 17:00"))
    assert (value.planned, value.earned, value.cost, value.budget) == (60_00, Fraction(100_00, 3), 60_00, 150_00)
    assert value.schedule_variance == value.cost_variance == Fraction(-80_00, 3)
    assert value.schedule_performance == value.cost_performance == Fraction(5, 9)
    assert value.estimate_at_completion == 270_00


def test_a_weekend_plans_nothing_and_what_is_over_is_planned_whole() -> None:
    task = [Budgeted(at("8 8:00"), at("13 17:00"), 100, 0, Fraction(0))]
    planned = [earned_value(task, TIME, at(day)).planned for day in ("8 8:00", "9 17:00", "11 12:00", "20 0:00")]
    assert planned == [0, 50, 50, 100]


def test_indices_that_have_no_meaning_yet_are_none() -> None:
    value = earned_value([Budgeted(at("8 8:00"), at("9 17:00"), 100, 0, Fraction(0))], TIME, at("5 8:00"))
    assert (value.schedule_performance, value.cost_performance, value.estimate_at_completion) == (None, None, None)
    spent = earned_value([Budgeted(at("8 8:00"), at("9 17:00"), 100, 9, Fraction(0))], TIME, at("9 17:00"))
    assert (spent.cost_performance, spent.estimate_at_completion) == (0, None)


def test_a_milestone_is_planned_when_it_is_due() -> None:
    task = [Budgeted(at("9 17:00"), at("9 17:00"), 100, 0, Fraction(1))]
    assert earned_value(task, TIME, at("9 16:59")).planned == 0
    assert earned_value(task, TIME, at("9 17:00")).planned == 100


def test_variance_counts_working_time() -> None:
    moved = (at("12 8:00"), at("13 17:00"))
    assert variance((at("9 8:00"), at("9 17:00")), moved, TIME) == Variance(WORKDAY, 2 * WORKDAY)

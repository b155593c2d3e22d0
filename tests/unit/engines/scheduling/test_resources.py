"""Who is how busy, and what is used up."""

from datetime import date

import pytest

from shared.engines.scheduling.plan import Task
from shared.engines.scheduling.resources import Assignment, Load, Resource, ResourceKind, Staffing, loads, used
from shared.engines.scheduling.schedule import schedule
from shared.errors import InvalidInput
from tests.fixtures.plans import WORKDAY, at, plan

WEEKS = plan([Task("phase"), Task("a", 2 * WORKDAY, "phase"), Task("b", WORKDAY, "phase")])


def test_a_day_shows_what_is_planned_and_what_there_is() -> None:
    staffing = Staffing(WEEKS, [Resource("ada")], [Assignment("a", "ada", 50), Assignment("b", "ada", 100)])
    found = loads(schedule(WEEKS), staffing, at("5 0:00"), at("8 0:00"))
    assert found == [
        Load("ada", date(2026, 1, 5), 150 * WORKDAY, 100 * WORKDAY),
        Load("ada", date(2026, 1, 6), 50 * WORKDAY, 100 * WORKDAY),
        Load("ada", date(2026, 1, 7), 0, 100 * WORKDAY),
    ]


def test_work_on_a_day_off_shows_with_nothing_available() -> None:
    around = plan([Task("a", 26 * 60, calendar="always")])
    staffing = Staffing(around, [Resource("ada", calendar="weekend")], [Assignment("a", "ada")])
    found = loads(schedule(around), staffing, at("5 0:00"), at("7 0:00"))
    assert [(load.planned, load.available) for load in found] == [(100 * 16 * 60, 0), (100 * 10 * 60, 0)]


def test_materials_are_added_up() -> None:
    paint = Resource("paint", 1000, ResourceKind.MATERIAL)
    staffing = Staffing(WEEKS, [paint], [Assignment("a", "paint", 300), Assignment("b", "paint", 20)])
    assert used(staffing) == {"paint": 320}
    assert loads(schedule(WEEKS), staffing, at("5 0:00"), at("8 0:00")) == []


@pytest.mark.parametrize(
    ("resources", "assignments", "code"),
    [
        ([Resource("ada"), Resource("ada")], [], "duplicate_resource"),
        ([Resource("ada", 0)], [], "bad_capacity"),
        ([Resource("ada", calendar="mars")], [], "unknown_calendar"),
        ([Resource("ada")], [Assignment("x", "ada")], "unknown_assignment"),
        ([Resource("ada")], [Assignment("a", "ben")], "unknown_assignment"),
        ([Resource("ada")], [Assignment("phase", "ada")], "summary_assigned"),
        ([Resource("ada")], [Assignment("a", "ada"), Assignment("a", "ada")], "duplicate_assignment"),
        ([Resource("ada")], [Assignment("a", "ada", 0)], "over_capacity"),
    ],
)
def test_staffing_that_contradicts_the_plan_is_refused(
    resources: list[Resource], assignments: list[Assignment], code: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        Staffing(WEEKS, resources, assignments)
    assert refused.value.code == code

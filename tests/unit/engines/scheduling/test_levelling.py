"""Nobody has more to do than they can, and everything else stays as the plan has it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.scheduling.differences import Reason, why
from shared.engines.scheduling.levelling import level
from shared.engines.scheduling.plan import Constraint, Dependency, Plan, Task
from shared.engines.scheduling.resources import Assignment, Resource, ResourceKind, Staffing, overloads
from shared.engines.scheduling.schedule import schedule
from shared.errors import InvalidInput
from tests.fixtures.plans import WORKDAY, at, plan, plans, shown
from tests.unit.engines.scheduling.test_schedule_properties import allowed

ADA, BEN = Resource("ada"), Resource("ben", 200)


def given_to(each: Plan, *assignments: tuple[str, str, int]) -> Staffing:
    return Staffing(each, [ADA, BEN], [Assignment(*assignment) for assignment in assignments])


@st.composite
def staffed(draw: st.DrawFn, each: Plan) -> Staffing:
    leaves = [task.id for task in each.tasks if task.id.startswith("t")]
    assignments = [
        (task, resource.id, draw(st.integers(1, resource.capacity)))
        for task in leaves
        for resource in (ADA, BEN)
        if draw(st.booleans())
    ]
    return given_to(each, *assignments)


def test_two_tasks_of_one_person_follow_each_other() -> None:
    two = plan([Task("a", WORKDAY), Task("b", 2 * WORKDAY)])
    found = level(two, given_to(two, ("a", "ada", 100), ("b", "ada", 60)), seed=1).schedule
    spans = sorted((found[task].start, found[task].finish) for task in "ab")
    assert spans[1][0] >= spans[0][1]
    assert shown(found.finish) == "7 17:00"


def test_half_of_a_person_is_free_for_something_else() -> None:
    two = plan([Task("a", WORKDAY), Task("b", WORKDAY)])
    found = level(two, given_to(two, ("a", "ada", 50), ("b", "ada", 50)), seed=1)
    assert (shown(found.schedule.finish), found.schedule.plan.tasks) == ("5 17:00", two.tasks)


def test_what_is_urgent_goes_first() -> None:
    tasks = [Task("short", WORKDAY), Task("long", WORKDAY), Task("after", 5 * WORKDAY)]
    three = plan(tasks, [Dependency("long", "after")])
    found = level(three, given_to(three, ("short", "ada", 100), ("long", "ada", 100)), seed=1).schedule
    assert [shown(found[task].start) for task in ("long", "short")] == ["5 8:00", "6 8:00"]
    assert shown(found.finish) == "12 17:00"


def test_a_task_with_a_date_of_its_own_keeps_it_and_the_others_make_way() -> None:
    tasks = [Task("a", WORKDAY), Task("met", WORKDAY, constraint=Constraint.MSO, constraint_date=at("5 8:00"))]
    two = plan(tasks)
    found = level(two, given_to(two, ("a", "ada", 100), ("met", "ada", 100)), seed=1)
    assert [shown(found.schedule[task].start) for task in ("met", "a")] == ["5 8:00", "6 8:00"]
    assert found.unresolved == ()


def test_tasks_whose_dates_contend_are_named() -> None:
    tasks = [Task(name, WORKDAY, constraint=Constraint.MSO, constraint_date=at("5 8:00")) for name in "ab"]
    two = plan([*tasks, Task("c", WORKDAY)])
    found = level(two, given_to(two, *((name, "ada", 100) for name in "abc")), seed=1)
    assert found.unresolved == ("b",)
    assert shown(found.schedule["c"].start) == "6 8:00"
    assert overloads(found.schedule, given_to(two, *((name, "ada", 100) for name in "abc"))) == {
        "ada": [(at("5 8:00"), at("5 17:00"))]
    }


def test_what_was_started_goes_on_before_what_was_not() -> None:
    tasks = [Task("new", 60), Task("old", WORKDAY, actual_start=at("5 8:00"), remaining=60)]
    two = replace(plan(tasks), status_date=at("6 8:00"))
    found = level(two, given_to(two, ("new", "ada", 100), ("old", "ada", 100)), seed=1, schedules=1).schedule
    assert shown(found["old"].start) == "5 8:00"
    assert sorted(shown(found[task].finish) for task in ("old", "new")) == ["6 10:00", "6 9:00"]


def test_why_a_levelled_task_moved_is_told() -> None:
    two = plan([Task("a", WORKDAY), Task("b", WORKDAY), Task("c")], [Dependency("b", "c")])
    found = level(two, given_to(two, ("a", "ada", 100), ("b", "ada", 100)), seed=1).schedule
    moved = next(task for task in "ab" if shown(found[task].start) == "6 8:00")
    assert [link.detail for link in why(moved, schedule(two), found)] == ["not_before"]
    assert why(moved, schedule(replace(two, tasks=[replace(t, not_before=None) for t in two.tasks])), found)
    later = schedule(replace(found.plan, status_date=at("5 8:00")))
    assert Reason.LEVELLING not in [link.reason for link in why(moved, found, later)]


def test_a_material_is_used_up_and_delays_nobody() -> None:
    two = plan([Task("a", WORKDAY), Task("b", WORKDAY)])
    paint = Resource("paint", 10, ResourceKind.MATERIAL)
    staffing = Staffing(two, [paint], [Assignment("a", "paint", 8), Assignment("b", "paint", 8)])
    assert shown(level(two, staffing, seed=1).schedule.finish) == "5 17:00"


def test_a_task_that_needs_more_than_there_is_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        given_to(plan([Task("a", 60)]), ("a", "ada", 101))
    assert refused.value.code == "over_capacity"


@pytest.mark.thorough
@given(plans(free=True), st.data())
def test_nobody_is_over_capacity_and_no_task_lies_before_its_predecessors_allow(
    each: Plan, data: st.DataObject
) -> None:
    staffing = data.draw(staffed(each))
    found = level(each, staffing, seed=1, schedules=20)
    assert (found.unresolved, overloads(found.schedule, staffing)) == ((), {})
    assert all(allowed(found.schedule, each, number) for number in range(len(each.dependencies)))
    assert found.schedule.finish >= schedule(each).finish


@pytest.mark.thorough
@given(plans(), st.data())
def test_only_what_is_named_leaves_anybody_over_capacity(each: Plan, data: st.DataObject) -> None:
    staffing = data.draw(staffed(each))
    found = level(each, staffing, seed=1, schedules=20)
    named = [
        (found.schedule[task].start, found.schedule[task].finish, staffing.held(task)) for task in found.unresolved
    ]
    for name, spans in overloads(found.schedule, staffing).items():
        for start, end in spans:
            assert any(name in held and first <= start and end <= last for first, last, held in named)


@pytest.mark.thorough
@given(plans(), st.data())
def test_the_same_seed_levels_the_same_and_levelling_twice_changes_nothing(each: Plan, data: st.DataObject) -> None:
    staffing = data.draw(staffed(each))
    once = level(each, staffing, seed=7, schedules=20).schedule
    again = level(once.plan, staffing, seed=7, schedules=20).schedule
    assert again.plan == once.plan


@pytest.mark.parametrize(("schedules", "stops"), [(5, False), (1_000, True)])
def test_no_more_plans_are_tried_than_asked_and_none_once_there_was_enough(schedules: int, stops: bool) -> None:
    many = plan([Task(f"t{number}", WORKDAY) for number in range(200)])
    staffing = given_to(many, *((task.id, "ada", 100) for task in many.tasks))
    found = level(many, staffing, seed=1, schedules=schedules, enough=lambda: stops)
    assert found.schedules <= 10
    assert overloads(found.schedule, staffing) == {}

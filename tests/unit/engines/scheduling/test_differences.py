"""Dry runs and the reasons they give."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.scheduling.calendars import Calendar
from shared.engines.scheduling.differences import Link, Reason, differences, why
from shared.engines.scheduling.plan import Constraint, Dependency, Plan, Relation, Task
from shared.engines.scheduling.schedule import reschedule, schedule
from tests.fixtures.plans import CALENDARS, WORKDAY, at, plan, plans, shown, tasks

TASKS = [Task("A", WORKDAY), Task("B", WORKDAY), Task("C", WORKDAY), Task("D", WORKDAY)]
CHAIN = plan(TASKS, [Dependency("A", "B"), Dependency("B", "C", Relation.SS)])


def test_a_longer_task_moves_what_follows_and_the_chain_leads_back_to_it() -> None:
    before = schedule(CHAIN)
    after = reschedule(before, [Task("A", 2 * WORKDAY)])
    moves = {move.task: move for move in differences(before, after)}
    assert list(moves) == ["A", "B", "C"]
    assert (shown(moves["C"].start_before or 0), shown(moves["C"].start_after or 0)) == ("6 8:00", "7 8:00")
    assert why("C", before, after) == [
        Link("C", Reason.DEPENDENCY, "SS"),
        Link("B", Reason.DEPENDENCY, "FS"),
        Link("A", Reason.CHANGED, "duration"),
    ]
    assert why("D", before, after) == []


def test_the_chain_goes_through_a_summary_to_the_subtask_that_ends_it() -> None:
    phase = [Task("P"), Task("P1", WORKDAY, "P"), Task("P2", WORKDAY, "P"), Task("Z", WORKDAY)]
    before = schedule(plan(phase, [Dependency("P", "Z")]))
    after = reschedule(before, [Task("P2", 2 * WORKDAY, "P")])
    assert why("Z", before, after) == [Link("Z", Reason.DEPENDENCY, "FS"), Link("P2", Reason.CHANGED, "duration")]
    assert why("P", before, after) == [Link("P", Reason.DEPENDENCY, "subtask"), Link("P2", Reason.CHANGED, "duration")]


def test_a_holiday_a_status_date_and_a_dependency_are_causes_too() -> None:
    before = schedule(CHAIN)
    holiday = {**CALENDARS, "": Calendar(exceptions={date(2026, 1, 5): ()})}
    assert why("A", before, schedule(replace(CHAIN, calendars=holiday))) == [Link("A", Reason.CALENDAR, "")]
    assert why("A", before, schedule(replace(CHAIN, status_date=at("6 8:00")))) == [Link("A", Reason.STATUS_DATE)]
    more = replace(CHAIN, dependencies=[*CHAIN.dependencies, Dependency("C", "D")])
    assert why("D", before, schedule(more)) == [Link("D", Reason.CHANGED, "dependencies")]
    new = schedule(replace(CHAIN, tasks=[*TASKS, Task("E", 1)]))
    assert why("E", before, new) == [Link("E", Reason.NEW)]
    assert [move.task for move in differences(new, before)] == ["E"]


def test_a_task_as_late_as_possible_moves_with_what_follows_it() -> None:
    late = [
        Task("A", WORKDAY, constraint=Constraint.ALAP),
        Task("B", WORKDAY, constraint=Constraint.SNET, constraint_date=at("8 8:00")),
    ]
    before = schedule(plan(late, [Dependency("A", "B")]))
    after = reschedule(before, [replace(late[1], constraint_date=at("9 8:00"))])
    assert why("A", before, after) == [Link("A", Reason.ALAP), Link("B", Reason.CHANGED, "constraint_date")]


@pytest.mark.thorough
@given(plans(), st.data())
def test_every_move_has_a_reason_that_ends_at_a_change(plan: Plan, data: st.DataObject) -> None:
    before = schedule(plan)
    old = data.draw(st.sampled_from([task for task in plan.tasks if task.id.startswith("t")]))
    after = reschedule(before, [data.draw(tasks(int(old.id[1:]), old.parent))])
    moved = {move.task for move in differences(before, after) if (*move[1:5:2],) != (*move[2:5:2],)}
    for task in after:
        chain = why(task, before, after)
        assert bool(chain) == (task in moved)
        assert len({link.task for link in chain}) == len(chain)

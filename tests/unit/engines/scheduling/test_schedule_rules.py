"""Microsoft Project's published rules, case by case: eight-hour days from Monday the 5th, free on the weekend."""

import pytest

from shared.engines.scheduling.passes import Cause
from shared.engines.scheduling.plan import Constraint, Dependency, Relation, Task
from shared.engines.scheduling.schedule import schedule
from shared.errors import InvalidInput
from tests.fixtures.plans import HOUR, WORKDAY, at, plan, shown

DAY = 24 * HOUR


@pytest.mark.parametrize(
    ("relation", "lag", "elapsed", "start", "finish"),
    [
        # A is Monday to Wednesday; B takes two days.
        (Relation.FS, 0, False, "8 8:00", "9 17:00"),
        (Relation.FS, WORKDAY, False, "9 8:00", "12 17:00"),  # the lag skips the weekend with the work
        (Relation.FS, -WORKDAY, False, "7 8:00", "8 17:00"),  # a lead overlaps
        (Relation.FS, 3 * DAY, True, "12 8:00", "13 17:00"),  # elapsed: Wednesday to Saturday 17:00, then Monday
        (Relation.SS, 0, False, "5 8:00", "6 17:00"),
        (Relation.SS, WORKDAY // 2, False, "5 13:00", "7 12:00"),  # half a day later, after lunch
        (Relation.FF, 0, False, "6 8:00", "7 17:00"),
        (Relation.FF, WORKDAY, False, "7 8:00", "8 17:00"),
        (Relation.SF, 0, False, "5 8:00", "6 17:00"),  # it cannot begin before the project
        (Relation.SF, 4 * WORKDAY, False, "7 8:00", "8 17:00"),
    ],
)
def test_a_dependency_moves_its_successor(relation: Relation, lag: int, elapsed: bool, start: str, finish: str) -> None:
    found = schedule(
        plan([Task("A", 3 * WORKDAY), Task("B", 2 * WORKDAY)], [Dependency("A", "B", relation, lag, elapsed)])
    )["B"]
    assert (shown(found.start), shown(found.finish)) == (start, finish)


@pytest.mark.parametrize(
    ("constraint", "date", "start", "finish", "total_float"),
    [
        # B takes two days after A, which is Monday to Wednesday; C ends the project on Friday the 16th.
        (Constraint.ASAP, None, "8 8:00", "9 17:00", 5 * WORKDAY),
        (Constraint.ALAP, None, "15 8:00", "16 17:00", 5 * WORKDAY),
        (Constraint.SNET, "12 8:00", "12 8:00", "13 17:00", 3 * WORKDAY),
        (Constraint.SNET, "6 8:00", "8 8:00", "9 17:00", 5 * WORKDAY),
        (Constraint.FNET, "14 17:00", "13 8:00", "14 17:00", 2 * WORKDAY),
        (Constraint.SNLT, "9 8:00", "8 8:00", "9 17:00", WORKDAY),
        (Constraint.SNLT, "7 8:00", "7 8:00", "8 17:00", 0),  # honoured against A, which goes negative
        (Constraint.FNLT, "12 17:00", "8 8:00", "9 17:00", WORKDAY),
        (Constraint.FNLT, "8 17:00", "7 8:00", "8 17:00", 0),
        (Constraint.MSO, "13 8:00", "13 8:00", "14 17:00", 0),
        (Constraint.MSO, "6 8:00", "6 8:00", "7 17:00", 0),
        (Constraint.MFO, "14 17:00", "13 8:00", "14 17:00", 0),
        (Constraint.MSO, "10 8:00", "12 8:00", "13 17:00", 0),  # a Saturday means the Monday after
    ],
)
def test_a_constraint_asks_for_dates(
    constraint: Constraint, date: str | None, start: str, finish: str, total_float: int
) -> None:
    asked = Task("B", 2 * WORKDAY, constraint=constraint, constraint_date=at(date) if date else None)
    tasks = [Task("A", 3 * WORKDAY), asked, Task("C", 10 * WORKDAY)]
    found = schedule(plan(tasks, [Dependency("A", "B")]))
    assert (shown(found["B"].start), shown(found["B"].finish)) == (start, finish)
    assert found["B"].total_float == total_float


def test_a_constraint_that_contradicts_a_dependency_shows_as_negative_float_before_it() -> None:
    must = Task("B", WORKDAY, constraint=Constraint.MSO, constraint_date=at("6 8:00"))
    found = schedule(plan([Task("A", 3 * WORKDAY), must], [Dependency("A", "B")]))
    assert (found["A"].total_float, found["A"].critical) == (-2 * WORKDAY, True)
    assert found["B"].cause == Cause.CONSTRAINT


def test_a_deadline_moves_nothing_and_takes_float() -> None:
    tasks = [Task("A", 3 * WORKDAY, deadline=at("6 17:00")), Task("B", 5 * WORKDAY, deadline=at("9 17:00"))]
    found = schedule(plan([*tasks, Task("C", 10 * WORKDAY)]))
    assert (shown(found["A"].finish), found["A"].total_float) == ("7 17:00", -WORKDAY)
    assert (found["B"].total_float, found["B"].critical) == (0, True)


def test_a_late_task_is_reckoned_from_the_finish_that_the_plan_asks_for() -> None:
    found = schedule(plan([Task("A", WORKDAY)], finish=at("9 17:00")))["A"]
    assert (shown(found.late_start), shown(found.late_finish), found.total_float) == ("9 8:00", "9 17:00", 4 * WORKDAY)


def test_alap_delays_nothing_that_follows() -> None:
    tasks = [
        Task("A", WORKDAY, constraint=Constraint.ALAP),
        Task("B", WORKDAY, constraint=Constraint.SNET, constraint_date=at("8 8:00")),
        Task("C", 9 * WORKDAY),
    ]
    found = schedule(plan(tasks, [Dependency("A", "B")]))
    assert (shown(found["A"].start), shown(found["A"].early_start), shown(found["B"].start)) == (
        "7 8:00",
        "5 8:00",
        "8 8:00",
    )
    assert found["A"].free_float == 0


def test_a_milestone_stays_where_its_predecessor_ends() -> None:
    found = schedule(
        plan([Task("A", 5 * WORKDAY), Task("M"), Task("B", WORKDAY)], [Dependency("A", "M"), Dependency("M", "B")])
    )
    assert (shown(found["M"].start), shown(found["M"].finish)) == ("9 17:00", "9 17:00")
    assert shown(found["B"].start) == "12 8:00"
    assert found.critical() == ["A", "M", "B"]


def test_free_float_is_what_delays_no_successor() -> None:
    tasks = [Task("A", WORKDAY), Task("B", 3 * WORKDAY), Task("C", WORKDAY), Task("D", 9 * WORKDAY)]
    found = schedule(plan(tasks, [Dependency("A", "C"), Dependency("B", "C")]))
    assert (found["A"].free_float, found["A"].total_float) == (2 * WORKDAY, 7 * WORKDAY)
    assert found["C"].cause == 1
    assert found.critical_paths() == [["D"]]


def test_what_a_summary_waits_for_holds_for_all_its_subtasks() -> None:
    tasks = [Task("A", WORKDAY), Task("P"), Task("P1", WORKDAY, "P"), Task("P2", 2 * WORKDAY, "P"), Task("B", WORKDAY)]
    found = schedule(plan(tasks, [Dependency("A", "P"), Dependency("P", "B")]))
    assert {shown(found[task].start) for task in ("P", "P1", "P2")} == {"6 8:00"}
    assert shown(found["P"].finish) == "7 17:00"
    assert shown(found["B"].start) == "8 8:00"
    assert found.critical_paths() == [["A", "P2", "B"]]
    assert (found["P1"].total_float, found["P"].critical) == (WORKDAY, True)


def test_a_started_task_keeps_its_start_and_the_rest_follows_the_status_date() -> None:
    started = Task("A", 3 * WORKDAY, actual_start=at("6 8:00"), remaining=2 * WORKDAY)
    found = schedule(plan([started, Task("B", WORKDAY)], [Dependency("A", "B")], status_date=at("8 8:00")))
    assert (shown(found["A"].start), shown(found["A"].finish)) == ("6 8:00", "9 17:00")
    assert shown(found["B"].start) == "12 8:00"
    assert found["A"].cause == Cause.STATUS_DATE
    without = schedule(plan([started]))
    assert shown(without["A"].finish) == "8 17:00"


def test_what_is_left_of_a_task_started_early_waits_for_its_predecessor() -> None:
    early = Task("B", 2 * WORKDAY, actual_start=at("5 8:00"), remaining=WORKDAY)
    found = schedule(plan([Task("A", 3 * WORKDAY), early], [Dependency("A", "B")]))
    assert (shown(found["B"].start), shown(found["B"].finish)) == ("5 8:00", "8 17:00")


def test_a_finished_task_is_where_it_was_and_never_critical() -> None:
    done = Task("A", 3 * WORKDAY, actual_start=at("5 9:00"), actual_finish=at("6 12:00"))
    found = schedule(plan([done, Task("B", WORKDAY)], [Dependency("A", "B")]))
    assert (shown(found["A"].start), shown(found["A"].finish), found["A"].critical) == ("5 9:00", "6 12:00", False)
    assert shown(found["B"].start) == "6 13:00"


def test_tasks_on_other_calendars_meet_where_both_can() -> None:
    tasks = [Task("A", 5 * WORKDAY), Task("B", 2 * WORKDAY, calendar="weekend"), Task("C", WORKDAY)]
    found = schedule(plan(tasks, [Dependency("A", "B"), Dependency("B", "C")]))
    assert [shown(found[task].start) for task in "ABC"] == ["5 8:00", "10 8:00", "12 8:00"]
    assert found.critical() == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("tasks", "dependencies", "cycle"),
    [
        ([Task("A"), Task("B")], [("A", "B"), ("B", "A")], ["A", "B"]),
        ([Task("P"), Task("C", 1, "P"), Task("B")], [("B", "P"), ("C", "B")], ["P", "C", "B"]),
        ([Task("P"), Task("C", 1, "P")], [("P", "C")], ["P", "C"]),
        ([Task("A")], [("A", "A")], ["A"]),
        ([Task("P", 0, "Q"), Task("Q", 0, "P")], [], ["P", "Q"]),
    ],
)
def test_a_cycle_is_refused_and_named(tasks: list[Task], dependencies: list[tuple[str, str]], cycle: list[str]) -> None:
    with pytest.raises(InvalidInput) as refused:
        schedule(plan(tasks, [Dependency(one, other) for one, other in dependencies]))
    assert refused.value.code == "dependency_cycle"
    assert set((refused.value.details or {})["cycle"]) == set(cycle)
    assert " → ".join((refused.value.details or {})["cycle"]) in refused.value.message


@pytest.mark.parametrize(
    ("tasks", "dependencies", "code"),
    [
        ([Task("A", -1)], [], "bad_duration"),
        ([Task("A", 10**12)], [], "bad_duration"),
        ([Task("A", 30 * 365 * WORKDAY), Task("B", 90 * 365 * WORKDAY)], [Dependency("A", "B")], "plan_too_long"),
        ([Task("A", constraint=Constraint.SNET, constraint_date=at("9999-12-31T00:00"))], [], "plan_too_long"),
        ([Task("A", constraint=Constraint.SNET)], [], "bad_constraint"),
        ([Task("A"), Task("A")], [], "duplicate_task"),
        ([Task("A", 1, "Z")], [], "unknown_task"),
        ([Task("A", 1, calendar="moon")], [], "unknown_calendar"),
        ([Task("A"), Task("B")], [Dependency("A", "B"), Dependency("A", "B", Relation.SS)], "duplicate_dependency"),
        ([Task("A"), Task("B")], [Dependency("A", "B", lag=10**12)], "bad_duration"),
        ([Task("A"), Task("P"), Task("C", 1, "P")], [Dependency("A", "P", Relation.FF)], "finish_of_summary"),
        ([Task("P", constraint=Constraint.ALAP), Task("C", 1, "P")], [], "constraint_of_summary"),
        ([Task("A", 1, actual_start=at("6"), actual_finish=at("5"))], [], "bad_actuals"),
    ],
)
def test_a_plan_that_contradicts_itself_is_refused(
    tasks: list[Task], dependencies: list[Dependency], code: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        schedule(plan(tasks, dependencies))
    assert refused.value.code == code


def test_a_plan_without_tasks_ends_where_it_starts() -> None:
    assert schedule(plan([])).finish == at("5 8:00")

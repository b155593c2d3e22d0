"""Plans as TaskJuggler 3.7.1 schedules them: `length` tasks, `gaplength` and `gapduration`, `onstart`.

The cases have holidays, tasks in tasks, shifts of part-time work (`shifts`), and clocks that are put forward. With
shifts nothing waits for a start: TaskJuggler's lies before the shift where work of another calendar led to it.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shared.engines.scheduling.calendars import Calendar, Hours
from shared.engines.scheduling.plan import Dependency, Plan, Relation, Task
from shared.engines.scheduling.schedule import schedule
from tests.fixtures.plans import at, plan

DATA = Path(__file__).parents[3] / "fixtures/data"
PLAN = DATA / "taskjuggler_plan.json"
CASES: dict[str, Any] = json.loads((DATA / "taskjuggler_cases.json").read_text())
MONDAY_TO_WEDNESDAY: tuple[Hours, ...] = (((9 * 60, 13 * 60),),) * 3 + ((),) * 4


def test_taskjuggler_finds_the_same_dates() -> None:
    read = json.loads(PLAN.read_text())
    tasks = [Task(task, duration) for task, duration in read["tasks"].items()]
    dependencies = [
        Dependency(one, other, Relation(relation), lag, elapsed)
        for one, other, relation, lag, elapsed in read["dependencies"]
    ]
    found = schedule(plan(tasks, dependencies))
    time = found.passes.by_calendar[""]
    # TaskJuggler lets a task start in the evening or on a Saturday, when nobody works: the work begins after it.
    theirs = {
        task: (time.starting(time.work(at(start))), at(end)) for task, (start, end) in read["taskjuggler"].items()
    }
    assert {task: (found[task].start, found[task].finish) for task in found} == theirs


@pytest.mark.parametrize("name", CASES)
def test_taskjuggler_finds_the_same_dates_in_each_case(name: str) -> None:
    case = CASES[name]
    holidays: dict[date, Hours] = {date.fromisoformat(day): () for day in case["holidays"]}
    calendars = {
        "": Calendar(exceptions=holidays, zone=case["zone"]),
        "part": Calendar(MONDAY_TO_WEDNESDAY, zone=case["zone"]),
    }
    tasks = [Task(id, duration, parent, calendar) for id, (duration, parent, calendar) in case["tasks"].items()]
    dependencies = [
        Dependency(one, other, Relation(relation), lag, elapsed)
        for one, other, relation, lag, elapsed in case["dependencies"]
    ]
    found = schedule(Plan(at("2026-03-02T00:00"), tasks, calendars, dependencies))
    parents = {parent for _, parent, _ in case["tasks"].values()}
    ours = {id: (found[id].start, found[id].finish) for id in found if id not in parents}
    theirs: dict[str, tuple[int, int]] = {}
    for id in ours:
        time = found.passes.by_calendar[case["tasks"][id][2]]
        start, end = map(at, case["taskjuggler"][id])
        theirs[id] = time.starting(time.work(start)), end
    assert ours == theirs
    for id in parents - {None}:
        assert found[id].finish == at(case["taskjuggler"][id][1])

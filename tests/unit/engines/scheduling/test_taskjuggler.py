"""A plan of 60 tasks as TaskJuggler 3.7.1 schedules it: `length` tasks, `gaplength` and `gapduration`, `onstart`."""

import json
from pathlib import Path

from shared.engines.scheduling.plan import Dependency, Relation, Task
from shared.engines.scheduling.schedule import schedule
from tests.fixtures.plans import at, plan

PLAN = Path(__file__).parents[3] / "fixtures/data/taskjuggler_plan.json"


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

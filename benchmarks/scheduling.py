"""The scheduling engine on a large plan: the whole reckoned, a change to it, and its forecast."""

import random
import statistics
import time
from dataclasses import replace
from datetime import UTC, datetime

from benchmarks.measured import Measured
from shared.engines.scheduling.calendars import AROUND_THE_CLOCK, Calendar
from shared.engines.scheduling.estimates import Estimate
from shared.engines.scheduling.plan import Dependency, Plan, Relation, Task
from shared.engines.scheduling.schedule import Schedule, reschedule, schedule
from shared.engines.scheduling.simulation import simulate
from shared.engines.scheduling.working_time import minute_of

TASKS, DEPENDENCIES, REACH = 10_000, 20_000, 3_000
SAMPLES = 1_000
CHANGES = 200
PART_TIME = (((9 * 60, 13 * 60),),) * 3 + ((),) * 4


def measure(*, quick: bool = False) -> Measured:
    """Measure in CPU seconds of this process; the floats of all tasks are read, because they are reckoned on demand."""
    rounds = 1 if quick else 7
    plan = large_plan()
    full: list[float] = []
    for _ in range(rounds):
        begun = time.process_time()
        found = schedule(plan)
        for task in found:
            _ = found[task]
        full.append(time.process_time() - begun)
    found = schedule(plan)
    incremental, moved_end = _changes(found, 10 if quick else CHANGES)
    estimates = {task.id: Estimate(task.duration // 2, task.duration, 2 * task.duration) for task in plan.tasks}
    forecast: list[float] = []
    for seed in range(rounds):
        begun = time.process_time()
        simulate(found, estimates, seed=seed, samples=SAMPLES)
        forecast.append(time.process_time() - begun)
    figures = {
        "cpm_10k_tasks_s": statistics.median(full),
        "cpm_incremental_ms": 1000 * statistics.median(incremental),
        "monte_carlo_10k_x_1k_s": statistics.median(forecast),
    }
    lines = [
        f"{moved_end} of {len(incremental)} changes moved the plan's end; slowest {1000 * max(incremental):.1f} ms"
    ]
    return Measured(figures, lines)


def large_plan(seed: int = 1) -> Plan:
    """Return a plan with four calendars, all relations, lags and leads, working and elapsed."""
    draw = random.Random(seed)  # noqa: S311
    calendars = {
        "": Calendar(zone="Europe/Berlin"),
        "overseas": Calendar(zone="America/New_York"),
        "always": Calendar(AROUND_THE_CLOCK),
        "part": Calendar(PART_TIME),
    }
    names = ["", "", *calendars]
    tasks = [Task(f"t{number}", draw.randrange(60, 2400), calendar=draw.choice(names)) for number in range(TASKS)]
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < DEPENDENCIES:
        later = draw.randrange(1, TASKS)
        pairs.add((draw.randrange(max(0, later - REACH), later), later))
    relations = [Relation.FS, *Relation]
    dependencies = [
        Dependency(
            f"t{one}", f"t{other}", draw.choice(relations), draw.choice([0, 0, 60, 480, -60]), draw.random() < 0.2
        )
        for one, other in sorted(pairs)
    ]
    return Plan(minute_of(datetime(2026, 1, 5, tzinfo=UTC)), tasks, calendars, dependencies)


def _changes(found: Schedule, count: int) -> tuple[list[float], int]:
    draw = random.Random(2)  # noqa: S311
    taken: list[float] = []
    moved_end = 0
    ids = set(found.critical())
    longest = [task for task in found.plan.tasks if task.id in ids]
    for number in range(count):
        task = draw.choice(longest if number % 4 == 0 else found.plan.tasks)
        changed = replace(task, duration=max(0, task.duration + draw.choice([-120, 60, 240, 480])))
        begun = time.process_time()
        after = reschedule(found, [changed])
        taken.append(time.process_time() - begun)
        moved_end += after.finish != found.finish
    return taken, moved_end

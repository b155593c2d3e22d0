"""Levelling against the best schedules known: instances as PSPLIB draws them, a second for each."""

import json
import statistics
import time
from datetime import UTC, datetime
from typing import Any

from benchmarks.measured import Measured
from benchmarks.peers.cpsat import STORED
from benchmarks.psplib import instance
from shared.engines.scheduling.calendars import AROUND_THE_CLOCK, Calendar
from shared.engines.scheduling.levelling import level
from shared.engines.scheduling.plan import Dependency, Plan, Task
from shared.engines.scheduling.resources import Assignment, Resource, Staffing
from shared.engines.scheduling.working_time import minute_of

SECONDS = 1.0
HOUR = 60


def measure(*, quick: bool = False) -> Measured:
    """Measure the mean of (length - best) / best; a negative gap is a schedule shorter than the stored one."""
    stored: list[dict[str, Any]] = json.loads(STORED.read_text())
    gaps: dict[int, list[float]] = {30: [], 120: []}
    tries: dict[int, list[int]] = {30: [], 120: []}
    for each in stored:
        if quick and gaps[each["size"]]:
            continue
        length, schedules = levelled(instance(each["size"], each["number"]))
        gaps[each["size"]].append((length - each["best"]) / each["best"])
        tries[each["size"]].append(schedules)
    lines = [
        f"{size} tasks: {len(gaps[size])} instances, {statistics.median(tries[size]):.0f} schedules each, worst gap "
        f"{max(gaps[size]):.3f}"
        for size in gaps
    ]
    return Measured({f"levelling_gap_{size}": statistics.mean(found) for size, found in gaps.items()}, lines)


def levelled(drawn: dict[str, Any]) -> tuple[float, int]:
    """Return the length, in the instance's periods, that a second of levelling finds, and the schedules generated."""
    tasks = [Task(str(number), HOUR * duration) for number, duration in enumerate(drawn["durations"])]
    dependencies = [Dependency(str(one), str(other)) for one, other in drawn["edges"]]
    start = minute_of(datetime(2026, 1, 5, tzinfo=UTC))
    plan = Plan(start, tasks, {"": Calendar(AROUND_THE_CLOCK)}, dependencies)
    resources = [Resource(str(kind), capacity) for kind, capacity in enumerate(drawn["capacities"])]
    needs = [
        Assignment(str(task), str(kind), units)
        for task, wanted in enumerate(drawn["needs"])
        for kind, units in enumerate(wanted)
        if units
    ]
    begun = time.perf_counter()
    found = level(
        plan,
        Staffing(plan, resources, needs),
        seed=1,
        schedules=10**9,
        enough=lambda: time.perf_counter() - begun > SECONDS,
    )
    return (found.schedule.finish - start) / HOUR, found.schedules

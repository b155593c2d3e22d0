"""Who and what tasks need: people and materials with so many units, and how busy a plan keeps them.

Units are percent of one: a person who gives half their time to a task is 50 of their 100.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from shared.engines.scheduling.calendars import DAY
from shared.engines.scheduling.plan import PROJECT_CALENDAR, Plan
from shared.engines.scheduling.schedule import Schedule
from shared.engines.scheduling.working_time import moment_of
from shared.errors import InvalidInput

WHOLE = 100
MAX_UNITS = 1_000_000
MAX_RESOURCES = 1_000
MAX_ASSIGNMENTS = 60_000


class ResourceKind(StrEnum):
    """A person is there again after a task; a material is used up by it."""

    PERSON = "person"
    MATERIAL = "material"


@dataclass(frozen=True, slots=True)
class Resource:
    """`capacity` units at once, on working days of `calendar`; of a material, units in all."""

    id: str
    capacity: int = WHOLE
    kind: ResourceKind = ResourceKind.PERSON
    calendar: str = PROJECT_CALENDAR


@dataclass(frozen=True, slots=True)
class Assignment:
    """A task needs `units` of a resource from its start to its finish; of a material, units in all."""

    task: str
    resource: str
    units: int = WHOLE


class Staffing:
    """Resources and what each task needs of them.

    Raise `InvalidInput` where they contradict the plan or each other, `over_capacity` where a task alone needs more
    than there is.
    """

    def __init__(self, plan: Plan, resources: Sequence[Resource], assignments: Sequence[Assignment]) -> None:
        if len(resources) > MAX_RESOURCES or len(assignments) > MAX_ASSIGNMENTS:
            raise InvalidInput(
                f"A plan has at most {MAX_RESOURCES} resources and {MAX_ASSIGNMENTS} assignments.",
                code="plan_too_large",
            )
        self.resources = {each.id: each for each in resources}
        if len(self.resources) != len(resources):
            raise InvalidInput("Two resources have the same id.", code="duplicate_resource")
        for each in resources:
            if not 0 < each.capacity <= MAX_UNITS:
                raise InvalidInput(f"{each.id}: a capacity is 1 to {MAX_UNITS} units.", code="bad_capacity")
            if each.calendar not in plan.calendars:
                raise InvalidInput(f"{each.id} names a calendar that is not there.", code="unknown_calendar")
        tasks = {task.id for task in plan.tasks}
        parents = {task.parent for task in plan.tasks}
        self.needs: dict[str, dict[str, int]] = {}
        for each in assignments:
            if each.task not in tasks or each.resource not in self.resources:
                raise InvalidInput(
                    f"{each.task} needs {each.resource}: one of them is not in the plan.", code="unknown_assignment"
                )
            if each.task in parents:
                raise InvalidInput(f"{each.task} has subtasks: assign to them.", code="summary_assigned")
            needs = self.needs.setdefault(each.task, {})
            if each.resource in needs:
                raise InvalidInput(f"{each.task} needs {each.resource} twice.", code="duplicate_assignment")
            if not 0 < each.units <= self.resources[each.resource].capacity:
                raise InvalidInput(
                    f"{each.task} needs {each.units} units of {each.resource}, which has "
                    f"{self.resources[each.resource].capacity}.",
                    code="over_capacity",
                )
            needs[each.resource] = each.units

    def held(self, task: str) -> Mapping[str, int]:
        """Return the units of people that a task holds while it lasts."""
        needs = self.needs.get(task, {})
        return {name: units for name, units in needs.items() if self.resources[name].kind is ResourceKind.PERSON}


class Load(NamedTuple):
    """What a person has to do on a day in UTC and could, both in minutes times units."""

    resource: str
    day: date
    planned: int
    available: int


def loads(plan: Schedule, staffing: Staffing, start: int, end: int) -> list[Load]:
    """Return each person's load on each day between two moments on which they work or should."""
    planned: dict[tuple[str, int], int] = {}
    times = plan.passes.by_calendar
    for task in staffing.needs:
        dates, held = plan[task], staffing.held(task)
        calendar = plan.plan.tasks[plan.network.index[task]].calendar
        first, last = max(start, dates.start), min(end, dates.finish)
        if not held or first >= last:
            continue
        for day, minutes in _by_day(times[calendar].spans(first, last)).items():
            for name, units in held.items():
                planned[name, day] = planned.get((name, day), 0) + minutes * units
    available = {
        (each.id, day): minutes * each.capacity
        for each in staffing.resources.values()
        if each.kind is ResourceKind.PERSON
        for day, minutes in _by_day(times[each.calendar].spans(start, end)).items()
    }
    days = sorted(planned.keys() | available.keys())
    return [
        Load(name, moment_of(day * DAY).date(), planned.get((name, day), 0), available.get((name, day), 0))
        for name, day in days
    ]


def used(staffing: Staffing) -> dict[str, int]:
    """Return how many units of each material the tasks use up."""
    totals = {each.id: 0 for each in staffing.resources.values() if each.kind is ResourceKind.MATERIAL}
    for needs in staffing.needs.values():
        for name, units in needs.items():
            if name in totals:
                totals[name] += units
    return totals


def overloads(plan: Schedule, staffing: Staffing) -> dict[str, list[tuple[int, int]]]:
    """Return by person the spans in which the tasks that are not finished hold more than there is of them."""
    changes: dict[str, dict[int, int]] = {}
    for task in staffing.needs:
        span = held_span(plan, task)
        for name, units in staffing.held(task).items() if span else ():
            start, finish = span or (0, 0)
            at = changes.setdefault(name, {})
            at[start] = at.get(start, 0) + units
            at[finish] = at.get(finish, 0) - units
    found: dict[str, list[tuple[int, int]]] = {}
    for name, at in changes.items():
        total = 0
        for moment, following in pairwise(sorted(at)):
            total += at[moment]
            if total > staffing.resources[name].capacity:
                found.setdefault(name, []).append((moment, following))
    return found


def held_span(plan: Schedule, task: str) -> tuple[int, int] | None:
    """Return from when to when a task holds its people: what is left of it, nights included; None for nothing left."""
    passes, node = plan.passes, plan.network.gate[plan.network.index[task]]
    if not passes.work_left[node]:
        return None
    started = passes.tasks[node].actual_start is not None
    dates = plan[task]
    start = passes.times[node].starting(passes.place[node]) if started else dates.start
    return start, dates.finish


def _by_day(spans: Sequence[tuple[int, int]]) -> dict[int, int]:
    days: dict[int, int] = {}
    for start, end in spans:
        moment = start
        while moment < end:
            following = min(end, (moment // DAY + 1) * DAY)
            days[moment // DAY] = days.get(moment // DAY, 0) + following - moment
            moment = following
    return days

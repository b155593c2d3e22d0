"""What a change moves, and why: a dry run's difference between two schedules and the chain of causes behind a task."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from shared.engines.scheduling.passes import Cause
from shared.engines.scheduling.schedule import Schedule

_FIELDS = (
    "duration",
    "calendar",
    "constraint",
    "constraint_date",
    "deadline",
    "actual_start",
    "actual_finish",
    "remaining",
    "not_before",
)


class Move(NamedTuple):
    """A task's dates before and after, in minutes since 1970; None where it is not in that plan."""

    task: str
    start_before: int | None
    start_after: int | None
    finish_before: int | None
    finish_after: int | None
    critical_before: bool
    critical_after: bool


class Reason(StrEnum):
    """Why a link of the chain stands where it does."""

    CHANGED = "changed"
    NEW = "new"
    DEPENDENCY = "dependency"
    CONSTRAINT = "constraint"
    ALAP = "as_late_as_possible"
    CALENDAR = "calendar"
    STATUS_DATE = "status_date"
    PROGRESS = "progress"
    PROJECT_START = "project_start"
    LEVELLING = "levelling"


_REASONS = {
    Cause.CONSTRAINT: Reason.CONSTRAINT,
    Cause.STATUS_DATE: Reason.STATUS_DATE,
    Cause.ACTUAL: Reason.PROGRESS,
    Cause.PROJECT_START: Reason.PROJECT_START,
    Cause.LEVELLING: Reason.LEVELLING,
}


class Link(NamedTuple):
    """`task` stands where it does for `reason`: `detail` names the changed fields or the dependency's relation."""

    task: str
    reason: Reason
    detail: str = ""


def differences(before: Schedule, after: Schedule) -> list[Move]:
    """Return the tasks whose dates or criticality differ, in the plan's order, removed ones last."""
    moves: list[Move] = []
    for task in [*after, *(task for task in before if task not in after.network.index)]:
        old = before[task] if task in before.network.index else None
        new = after[task] if task in after.network.index else None
        move = Move(
            task,
            old.start if old else None,
            new.start if new else None,
            old.finish if old else None,
            new.finish if new else None,
            old is not None and old.critical,
            new is not None and new.critical,
        )
        if (*move[1:7:2],) != (*move[2:7:2],):
            moves.append(move)
    return moves


def why(task: str, before: Schedule, after: Schedule) -> list[Link]:
    """Return the chain of causes from a task of `after` back to what changed; empty where it did not move.

    It follows driving predecessors as long as they moved, and ends at what is not a dependency or was changed itself.
    """
    chain: list[Link] = []
    current: str | None = task
    seen: set[str] = set()
    # A task as late as possible looks ahead, where its follower may look back.
    while current is not None and current not in seen:
        seen.add(current)
        old = before[current] if current in before.network.index else None
        new = after[current]
        if old is not None and (old.start, old.finish) == (new.start, new.finish):
            break
        changed = _changed(current, before, after)
        if old is None or changed:
            chain.append(Link(current, Reason.NEW if old is None else Reason.CHANGED, ", ".join(changed)))
            break
        link, current = _link(current, before, after)
        chain.append(link)
    return chain


def cause(task: str, plan: Schedule) -> tuple[Link, str | None]:
    """Return what decides a task's early dates, and the task that does; None where no other does."""
    network = plan.network
    number = network.index[task]
    if network.is_summary(number):
        child = plan.plan.tasks[network.task_of[plan.passes.causes[network.begin[number]]]].id
        return Link(task, Reason.DEPENDENCY, "subtask"), child
    found = plan.passes.causes[network.gate[number]]
    driver = plan.driver(task)
    if driver is None:
        return Link(task, _REASONS[Cause(found)]), None
    return Link(task, Reason.DEPENDENCY, plan.plan.dependencies[found].relation.value), driver


def causes(task: str, plan: Schedule) -> list[Link]:
    """Return the chain from a task to what decides its early dates, and why the first one is there."""
    chain: list[Link] = []
    current: str | None = task
    while current is not None:
        link, current = cause(current, plan)
        chain.append(link)
    return chain


def _link(task: str, before: Schedule, after: Schedule) -> tuple[Link, str | None]:
    network, plan, dates = after.network, after.plan, after[task]
    number = network.index[task]
    if network.is_summary(number):
        node = network.end[number] if before[task].finish != dates.finish else network.begin[number]
        child = plan.tasks[network.task_of[after.passes.causes[node]]].id
        return Link(task, Reason.DEPENDENCY, "subtask"), child
    if (dates.start, dates.finish) != (dates.early_start, dates.early_finish):
        return Link(task, Reason.ALAP), _follower(task, before, after)
    if dates.cause >= 0:
        relation = plan.dependencies[dates.cause].relation
        return Link(task, Reason.DEPENDENCY, relation.value), after.driver(task)
    calendar = plan.tasks[number].calendar
    if before.plan.calendars.get(calendar) != plan.calendars[calendar]:
        return Link(task, Reason.CALENDAR, calendar), None
    return Link(task, _REASONS[Cause(dates.cause)]), None


def _follower(task: str, before: Schedule, after: Schedule) -> str | None:
    """The first successor that moved: what comes after decides where a task as late as possible stands."""
    followers = [each.successor for each in after.plan.dependencies if each.predecessor == task]
    for each in followers:
        if each in before.network.index and before[each].start != after[each].start:
            return each
    return None


def _changed(task: str, before: Schedule, after: Schedule) -> Sequence[str]:
    if task not in before.network.index:
        return ()
    old = before.plan.tasks[before.network.index[task]]
    new = after.plan.tasks[after.network.index[task]]
    found = [name for name in _FIELDS if getattr(old, name) != getattr(new, name)]
    if _waits(task, before) != _waits(task, after):
        found.append("dependencies")
    return found


def _waits(task: str, found: Schedule) -> set[tuple[str, str, int, bool]]:
    return {
        (each.predecessor, each.relation, each.lag, each.elapsed)
        for each in found.plan.dependencies
        if each.successor == task
    }

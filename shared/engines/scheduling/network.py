"""A plan as a graph in the order it can be reckoned in.

A task without subtasks is one node. A summary is three: its gate, which passes what the summary waits for to all its
subtasks, its beginning (the first of theirs) and its end (the last of theirs).
"""

from collections.abc import Sequence
from enum import IntEnum
from itertools import groupby

from shared.engines.scheduling.plan import (
    MAX_DEPENDENCIES,
    MAX_MINUTES,
    MAX_TASKS,
    OF_SUMMARIES,
    PROJECT_CALENDAR,
    Plan,
    Relation,
    Task,
)
from shared.errors import InvalidInput

_SS, _FF, _SF = Relation.SS, Relation.FF, Relation.SF  # looking a member up costs more than comparing it
STRUCTURE = -1
"""In an edge's `dependency`: it follows from who is whose subtask."""


class Kind(IntEnum):
    """What a node stands for."""

    LEAF = 0
    GATE = 1
    BEGIN = 2
    END = 3


_OF_LEAF = (Kind.LEAF,)
_OF_SUMMARY = (Kind.GATE, Kind.BEGIN, Kind.END)
Edge = tuple[int, bool, bool, int, bool, int]
"""Node at the other side, whether the predecessor's start counts, whether the successor's finish waits, lag, whether
that is elapsed, number of the dependency. A plain tuple: a plan has tens of thousands."""


class Network:
    """Nodes with their edges; `order` has every node after its predecessors.

    Raise `InvalidInput` with code `unknown_task`, `duplicate_task`, `duplicate_dependency`, `dependency_cycle`, … where
    the plan contradicts itself.
    """

    def __init__(self, plan: Plan) -> None:
        _check_sizes(plan)
        self.index = {task.id: number for number, task in enumerate(plan.tasks)}
        if len(self.index) != len(plan.tasks):
            raise InvalidInput("Two tasks have the same id.", code="duplicate_task")
        parents = self._parents(plan.tasks)
        summaries = {parent for parent in parents if parent is not None}
        self.kinds: list[Kind] = []
        self.task_of: list[int] = []
        self.gate: list[int] = []
        self.begin: list[int] = []
        self.end: list[int] = []
        for number, task in enumerate(plan.tasks):
            check_task(task, plan, summary=number in summaries)
            self._add_nodes(number, summary=number in summaries)
        self.before: list[list[Edge]] = [[] for _ in self.kinds]
        self.after: list[list[Edge]] = [[] for _ in self.kinds]
        for number, parent in enumerate(parents):
            if parent is not None:
                self._join(self.gate[parent], self.gate[number], from_start=False, to_finish=False)
                self._join(self.begin[number], self.begin[parent], from_start=True, to_finish=False)
                self._join(self.end[number], self.end[parent], from_start=False, to_finish=True)
        self._depend(plan, parents, summaries)
        self.order = self._sorted(plan.tasks)
        self.rank = [0] * len(self.order)
        for place, node in enumerate(self.order):
            self.rank[node] = place

    def is_summary(self, number: int) -> bool:
        """Tell whether the task of that number has subtasks."""
        return self.gate[number] != self.end[number]

    def _parents(self, tasks: Sequence[Task]) -> list[int | None]:
        parents: list[int | None] = []
        for task in tasks:
            if task.parent is not None and task.parent not in self.index:
                raise InvalidInput(
                    f"{task.id} is part of {task.parent}, which is not in the plan.", code="unknown_task"
                )
            parents.append(None if task.parent is None else self.index[task.parent])
        sound = [False] * len(tasks)
        for number in range(len(tasks)):
            path: list[int] = []
            above: int | None = number
            while above is not None and not sound[above]:
                if above in path:
                    names = [tasks[each].id for each in [*path[path.index(above) :], above]]
                    raise _cycle("A task is part of itself", names)
                path.append(above)
                above = parents[above]
            for each in path:
                sound[each] = True
        return parents

    def _add_nodes(self, number: int, *, summary: bool) -> None:
        first = len(self.kinds)
        kinds = _OF_SUMMARY if summary else _OF_LEAF
        self.kinds.extend(kinds)
        self.task_of.extend([number] * len(kinds))
        self.gate.append(first)
        self.begin.append(first + 1 if summary else first)
        self.end.append(first + 2 if summary else first)

    def _join(self, one: int, other: int, *, from_start: bool, to_finish: bool) -> None:
        self.before[other].append((one, from_start, to_finish, 0, False, STRUCTURE))
        self.after[one].append((other, from_start, to_finish, 0, False, STRUCTURE))

    def _depend(self, plan: Plan, parents: Sequence[int | None], summaries: set[int]) -> None:
        pairs: set[int] = set()
        index, before, after = self.index, self.before, self.after
        for number, dependency in enumerate(plan.dependencies):
            one, other = dependency.predecessor, dependency.successor
            if one not in index or other not in index:
                raise InvalidInput(f"{one} → {other} names a task that is not in the plan.", code="unknown_task")
            first, second = index[one], index[other]
            pair = first * MAX_TASKS + second
            if pair in pairs:
                raise InvalidInput(f"{other} depends on {one} twice.", code="duplicate_dependency")
            pairs.add(pair)
            if first == second or (summaries and (_within(first, second, parents) or _within(second, first, parents))):
                raise _cycle("A task cannot depend on itself or on what it is part of", [one, other])
            relation = dependency.relation
            from_start = relation is _SS or relation is _SF
            to_finish = relation is _FF or relation is _SF
            if to_finish and second in summaries:
                raise InvalidInput(
                    f"{other} has subtasks, so only its start can wait: use FS or SS, or name a subtask.",
                    code="finish_of_summary",
                )
            source, target = self.begin[first] if from_start else self.end[first], self.gate[second]
            before[target].append((source, from_start, to_finish, dependency.lag, dependency.elapsed, number))
            after[source].append((target, from_start, to_finish, dependency.lag, dependency.elapsed, number))

    def _sorted(self, tasks: Sequence[Task]) -> list[int]:
        waiting = [len(edges) for edges in self.before]
        order = [node for node, count in enumerate(waiting) if not count]
        for node in order:
            for edge in self.after[node]:
                waiting[edge[0]] -= 1
                if not waiting[edge[0]]:
                    order.append(edge[0])
        if len(order) < len(waiting):
            node = next(node for node, count in enumerate(waiting) if count)
            seen: dict[int, int] = {}
            path: list[int] = []
            while node not in seen:
                seen[node] = len(path)
                path.append(node)
                node = next(edge[0] for edge in self.before[node] if waiting[edge[0]])
            ids = [tasks[self.task_of[each]].id for each in [*path[seen[node] :], node]][::-1]
            raise _cycle("Tasks wait for each other", [name for name, _ in groupby(ids)])
        return order


def check_task(task: Task, plan: Plan, *, summary: bool) -> None:
    """Refuse a task that contradicts itself."""
    for minutes in (task.duration, task.remaining or 0):
        if not 0 <= minutes <= MAX_MINUTES:
            raise InvalidInput(
                f"{task.id} lasts {minutes} minutes: 0 to {MAX_MINUTES} are possible.", code="bad_duration"
            )
    if task.calendar not in plan.calendars:
        raise InvalidInput(f"{task.id} names a calendar {task.calendar!r} that is not there.", code="unknown_calendar")
    if task.constraint.dated != (task.constraint_date is not None):
        raise InvalidInput(f"{task.id}: {task.constraint} goes with a date or without.", code="bad_constraint")
    if summary and task.constraint not in OF_SUMMARIES:
        raise InvalidInput(f"{task.id} has subtasks: put {task.constraint} on them.", code="constraint_of_summary")
    if task.actual_finish is not None and (task.actual_start or task.actual_finish) > task.actual_finish:
        raise InvalidInput(f"{task.id} finished before it started.", code="bad_actuals")


def _check_sizes(plan: Plan) -> None:
    if PROJECT_CALENDAR not in plan.calendars:
        raise InvalidInput("The plan has no calendar of its own.", code="unknown_calendar")
    if len(plan.tasks) > MAX_TASKS or len(plan.dependencies) > MAX_DEPENDENCIES:
        raise InvalidInput(
            f"A plan has at most {MAX_TASKS} tasks and {MAX_DEPENDENCIES} dependencies.", code="plan_too_large"
        )
    for dependency in plan.dependencies:
        if abs(dependency.lag) > MAX_MINUTES:
            raise InvalidInput(f"A lag of {dependency.lag} minutes is too long.", code="bad_duration")


def _within(number: int | None, summary: int, parents: Sequence[int | None]) -> bool:
    while number is not None and number != summary:
        number = parents[number]
    return number == summary


def _cycle(message: str, ids: list[str]) -> InvalidInput:
    return InvalidInput(f"{message}: {' → '.join(ids)}.", code="dependency_cycle", details={"cycle": ids})

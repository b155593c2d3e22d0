"""The critical path method: when each task can happen, when it must, and how much room lies between.

The rules are Microsoft Project's as published, with *tasks always honour their constraint dates* on: MSO, MFO, SNLT and
FNLT win over dependencies, and what they contradict shows as negative float. Where those leave room:

- a lag passes on the successor's calendar;
- a milestone stays at the end of the working time that leads to it;
- ALAP takes the free float: as late as nothing after it moves;
- with a status date no unfinished work lies before it, and what is left of a started task still waits for its
  predecessors;
- finished tasks keep their dates, have no float and are never critical.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from shared.engines.scheduling.network import Kind, Network, check_task
from shared.engines.scheduling.passes import Passes
from shared.engines.scheduling.plan import Constraint, Plan, Relation, Task
from shared.engines.scheduling.working_time import WorkingTime
from shared.errors import InvalidInput


class Dates(NamedTuple):
    """One task's dates in minutes since 1970 and floats in working minutes of its calendar.

    `start` and `finish` are scheduled: early, but for ALAP. `cause` is a dependency's number or a `Cause`.
    """

    start: int
    finish: int
    early_start: int
    early_finish: int
    late_start: int
    late_finish: int
    total_float: int
    free_float: int
    critical: bool
    cause: int


class Schedule:
    """The dates of every task of a plan, by id."""

    def __init__(self, plan: Plan, network: Network, passes: Passes, *, late_known: bool) -> None:
        self.plan = plan
        self.network = network
        self.passes = passes
        self.late_known = late_known

    def __iter__(self) -> Iterator[str]:
        return iter(self.network.index)

    def __len__(self) -> int:
        return len(self.network.index)

    @property
    def finish(self) -> int:
        """The last task's scheduled finish; the plan's start without tasks."""
        ends = self.network.end
        return max((self.scheduled[1][node] for node in ends), default=self.plan.start)

    def __getitem__(self, task: str) -> Dates:
        number = self.network.index[task]
        return self._of_summary(number) if self.network.is_summary(number) else self._of_leaf(self.network.gate[number])

    def _of_leaf(self, node: int) -> Dates:
        self._reckon_late()
        passes, task = self.passes, self.passes.tasks[node]
        starts, finishes = self.scheduled
        late_start, late_finish = passes.late_starts[node], passes.late_finishes[node]
        if task.actual_finish is None and passes.work_left[node]:
            time, late = passes.times[node], passes.late[node]
            late_start, late_finish = time.starting(late), time.finishing(late + passes.work_left[node])
        if task.actual_start is not None:
            late_start = task.actual_start
        total = passes.late[node] - passes.place[node]
        return Dates(
            starts[node],
            finishes[node],
            passes.starts[node],
            passes.finishes[node],
            late_start,
            late_finish,
            total,
            self._free[node],
            total <= 0 and task.actual_finish is None,
            passes.causes[node],
        )

    def _of_summary(self, number: int) -> Dates:
        network, passes = self.network, self.passes
        begin, end = network.begin[number], network.end[number]
        below = [self[self.plan.tasks[network.task_of[edge[0]]].id] for edge in network.before[end]]
        starts, finishes = self.scheduled
        return Dates(
            start=starts[begin],
            finish=finishes[end],
            early_start=passes.starts[begin],
            early_finish=passes.finishes[end],
            late_start=min(dates.late_start for dates in below),
            late_finish=max(dates.late_finish for dates in below),
            total_float=min(dates.total_float for dates in below),
            free_float=min(dates.free_float for dates in below),
            critical=any(dates.critical for dates in below),
            cause=passes.causes[network.gate[number]],
        )

    @cached_property
    def scheduled(self) -> tuple[list[int], list[int]]:
        """Scheduled starts and finishes by node: the early ones, but for ALAP."""
        passes, network = self.passes, self.network
        alap = Constraint.ALAP
        if not any(task.constraint is alap for task in self.plan.tasks):
            return passes.starts, passes.finishes
        starts, finishes = list(passes.starts), list(passes.finishes)
        self._room(starts, finishes, late=True)
        for node in network.order:
            if network.kinds[node] in (Kind.BEGIN, Kind.END):
                dates, choose = (starts, min) if network.kinds[node] == Kind.BEGIN else (finishes, max)
                starts[node] = finishes[node] = choose(dates[edge[0]] for edge in network.before[node])
        return starts, finishes

    @cached_property
    def _free(self) -> list[int]:
        starts, finishes = self.scheduled
        return self._room(list(starts), list(finishes), late=False)

    def _room(self, starts: list[int], finishes: list[int], *, late: bool) -> list[int]:
        """Return how far each task can move before another does; `late` moves the ALAP tasks so far, in the lists."""
        passes, network = self.passes, self.network
        room = [0] * len(starts)
        leaf, alap = Kind.LEAF, Constraint.ALAP
        for node in reversed(network.order):
            task = passes.tasks[node]
            if network.kinds[node] is not leaf:
                starts[node] = finishes[node] = min(passes.limits(node, starts, finishes))
                continue
            if task.actual_finish is not None:
                continue
            start, finish = passes.limits(node, starts, finishes)
            time, duration = passes.times[node], passes.work_left[node]
            if late and task.constraint is alap and task.actual_start is None:
                place, first, last = passes.latest(node, start, finish)
                if task.deadline is not None:
                    place = min(place, time.work(task.deadline) - duration)
                if place > passes.place[node]:
                    starts[node], finishes[node] = first, last
                    if duration:
                        starts[node], finishes[node] = time.starting(place), time.finishing(place + duration)
                continue
            place, now = passes.last_place(node, start, finish), passes.place[node]
            if task.constraint is alap and duration:
                now = time.work(starts[node])
            elif task.constraint is alap:
                now = time.work(finishes[node])
            if place > now:
                room[node] = place - now
            if task.actual_start is not None:
                starts[node] = time.starting(now)
        return room

    def critical(self) -> list[str]:
        """Return the ids of critical tasks without subtasks, in the plan's order."""
        self._reckon_late()
        found: list[str] = []
        for node, kind in enumerate(self.network.kinds):
            task = self.passes.tasks[node]
            late = self.passes.late[node] <= self.passes.place[node]
            if kind == Kind.LEAF and task.actual_finish is None and late:
                found.append(task.id)
        return found

    def critical_paths(self, limit: int = 20) -> list[list[str]]:
        """Return up to so many chains of critical tasks that drive each other, each ending where the plan ends."""
        critical = self.critical()
        members = set(critical)
        into = {task: driver for task in critical if (driver := self.driver(task)) in members}
        drives = set(into.values())
        paths: list[list[str]] = []
        for last in [task for task in critical if task not in drives][:limit]:
            path = [last]
            while path[-1] in into:
                path.append(into[path[-1]])
            paths.append(path[::-1])
        return paths

    def _reckon_late(self) -> None:
        """Reckon the late dates where a change left them all to whoever asks."""
        if not self.late_known:
            for node in reversed(self.network.order):
                self.passes.backward(node)
            self.late_known = True

    def driver(self, task: str) -> str | None:
        """Return the predecessor that decided a task's early dates: of a summary, the subtask that did; or None."""
        network, passes = self.network, self.passes
        cause = passes.causes[network.gate[network.index[task]]]
        if cause < 0:
            return None
        dependency = self.plan.dependencies[cause]
        number = network.index[dependency.predecessor]
        from_start = dependency.relation in (Relation.SS, Relation.SF)
        node = network.begin[number] if from_start else network.end[number]
        while network.kinds[node] != Kind.LEAF:
            node = passes.causes[node]
        return passes.tasks[node].id


def schedule(plan: Plan) -> Schedule:
    """Reckon the dates of a plan; raise `InvalidInput` where it contradicts itself."""
    network = Network(plan)
    times = {name: WorkingTime(calendar, plan.start) for name, calendar in plan.calendars.items()}
    passes = Passes(plan, network, times)
    for node in network.order:
        passes.forward(node)
    passes.find_end()
    for node in reversed(network.order):
        passes.backward(node)
    return Schedule(plan, network, passes, late_known=True)


def reschedule(known: Schedule, changed: Iterable[Task]) -> Schedule:
    """Return the schedule with some tasks changed, reckoning only what that moves; `known` stays as it is.

    The tasks keep their ids and parents; other dependencies or calendars need `schedule`. Where the plan's end moves,
    every late date does: those are reckoned when floats are first asked for.
    """
    tasks = list(known.plan.tasks)
    network = known.network
    dirty: list[int] = []
    for task in changed:
        number = network.index.get(task.id)
        if number is None or tasks[number].parent != task.parent:
            raise InvalidInput(f"{task.id} is new or moved: schedule the plan anew.", code="structure_changed")
        check_task(task, known.plan, summary=network.is_summary(number))
        tasks[number] = task
        dirty += {network.gate[number], network.begin[number], network.end[number]}
    plan = replace(known.plan, tasks=tasks)
    passes = known.passes.copy(plan, dirty)
    moved = _forward_from(passes, dirty)
    passes.find_end()
    late_known = known.late_known and passes.end == known.passes.end
    if late_known:
        _backward_from(passes, [*dirty, *moved])
    return Schedule(plan, network, passes, late_known=late_known)


def _forward_from(passes: Passes, dirty: Sequence[int]) -> list[int]:
    """Reckon what follows from these nodes; return those whose late dates may need it too."""
    network = passes.network
    heap = [(network.rank[node], node) for node in set(dirty)]
    heapify(heap)
    queued = set(dirty)
    late: list[int] = []
    while heap:
        _, node = heappop(heap)
        before = passes.starts[node], passes.finishes[node], passes.causes[node]
        passes.forward(node)
        after = passes.starts[node], passes.finishes[node], passes.causes[node]
        if network.kinds[node] == Kind.BEGIN and before[2] != after[2]:
            late += [before[2], after[2]]
        if before == after:
            continue
        if network.kinds[node] == Kind.LEAF and passes.tasks[node].actual_finish is not None:
            late.append(node)
        for edge in network.after[node]:
            if edge[0] not in queued:
                queued.add(edge[0])
                heappush(heap, (network.rank[edge[0]], edge[0]))
    return late


def _backward_from(passes: Passes, dirty: Sequence[int]) -> None:
    network = passes.network
    # A finished task asks nothing of its predecessors: that it is one now, or no longer, concerns them.
    start = {*dirty, *(edge[0] for node in dirty for edge in network.before[node])}
    heap = [(-network.rank[node], node) for node in start]
    heapify(heap)
    queued = set(start)
    while heap:
        _, node = heappop(heap)
        before = passes.late_starts[node], passes.late_finishes[node]
        passes.backward(node)
        if before == (passes.late_starts[node], passes.late_finishes[node]):
            continue
        for edge in network.before[node]:
            if edge[0] not in queued:
                queued.add(edge[0])
                heappush(heap, (-network.rank[edge[0]], edge[0]))

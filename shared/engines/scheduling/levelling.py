"""Levelling: tasks wait until the people they need are free, so that nobody has more to do than they can.

A task holds its people from its start to its finish, nights included; of a started task, what is left of it does. MSO
and MFO keep their dates, SNLT and FNLT are not delayed beyond theirs, and nothing finished moves. ALAP counts as ASAP
while places are sought; if its float then carries a task to where its people are not free, that is told.
The search runs on the project's working minutes; what it finds is reckoned exactly, with every calendar and relation.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from random import Random

from shared.engines.scheduling.network import Kind
from shared.engines.scheduling.passes import Passes
from shared.engines.scheduling.plan import PROJECT_CALENDAR, Constraint, Plan
from shared.engines.scheduling.profile import Packing, Profile
from shared.engines.scheduling.resources import Staffing, held_span, overloads
from shared.engines.scheduling.schedule import Schedule, schedule
from shared.engines.scheduling.sequencing import Problem, search
from shared.engines.scheduling.working_time import WorkingTime

SCHEDULES = 1_000
_FIXED = (Constraint.MSO, Constraint.MFO)


@dataclass(frozen=True)
class Levelled:
    """The plan with its waiting tasks' `not_before`; `unresolved` are those whose dates ask too much of people.

    `schedules` were generated to find it.
    """

    schedule: Schedule
    unresolved: tuple[str, ...]
    schedules: int


def level(
    plan: Plan,
    staffing: Staffing,
    *,
    seed: int,
    schedules: int = SCHEDULES,
    enough: Callable[[], bool] = lambda: False,
) -> Levelled:
    """Level a plan afresh: an earlier levelling's `not_before` is forgotten.

    At most about `schedules` are generated, fewer where `enough` says so; the same seed and number find the same.
    """
    tasks = [replace(task, not_before=None) if task.not_before is not None else task for task in plan.tasks]
    known = schedule(replace(plan, tasks=tasks))
    levelling = _Levelling(known, staffing)
    ruled = levelling.decode([float(late) for late in levelling.late_finishes()])
    found, count = search(levelling.problem, Random(seed), schedules=schedules, enough=enough)  # noqa: S311
    best = min(ruled, levelling.decode([float(found.starts[rank]) for rank in known.network.rank]), key=_badness)
    levelled = _delayed(known, best)
    late = [task for task in _as_late_as_possible(levelled, staffing) if task not in best.unresolved]
    return Levelled(levelled, (*best.unresolved, *late), count + 1)


@dataclass(frozen=True)
class _Decoded:
    passes: Passes
    unresolved: tuple[str, ...]
    finish: int
    delayed: Sequence[int]


def _badness(found: _Decoded) -> tuple[int, int, int]:
    return len(found.unresolved), found.finish, len(found.delayed)


def _delayed(known: Schedule, found: _Decoded) -> Schedule:
    tasks = list(known.plan.tasks)
    for node in found.delayed:
        number = known.network.task_of[node]
        wait = found.passes.times[node].starting(found.passes.place[node])
        tasks[number] = replace(tasks[number], not_before=wait)
    return schedule(replace(known.plan, tasks=tasks))


def _as_late_as_possible(levelled: Schedule, staffing: Staffing) -> list[str]:
    """Return the ALAP tasks that lie where somebody they need is over capacity."""
    tasks = [task.id for task in levelled.plan.tasks if task.constraint is Constraint.ALAP and staffing.held(task.id)]
    over = overloads(levelled, staffing) if tasks else {}
    return [
        task
        for task in tasks
        if (span := held_span(levelled, task))
        and any(start < span[1] and span[0] < end for name in staffing.held(task) for start, end in over.get(name, ()))
    ]


class _Levelling:
    def __init__(self, known: Schedule, staffing: Staffing) -> None:
        self.known, self.network = known, known.network
        self.leaves = [node for node, kind in enumerate(self.network.kinds) if kind is Kind.LEAF]
        held = {node: staffing.held(known.passes.tasks[node].id) for node in self.leaves}
        self.packings, group_of = _groups(staffing, [*held.values()])
        self.groups = [-1] * len(self.network.kinds)
        self.demands = [0] * len(self.network.kinds)
        for node, units in held.items():
            if units and known.passes.work_left[node]:
                self.groups[node] = group_of[next(iter(units))]
                self.demands[node] = self.packings[self.groups[node]].packed(units)
        self.problem = self._problem()

    def late_finishes(self) -> list[int]:
        """Return by node how urgent it is: what was started first, then by the latest finish."""
        passes = self.known.passes
        started = [passes.tasks[node].actual_start is not None for node in range(len(self.groups))]
        return [passes.plan.start if started[node] else late for node, late in enumerate(passes.late_finishes)]

    def decode(self, keys: Sequence[float]) -> _Decoded:
        """Place every task by its key, never before its predecessors, where its people are free."""
        network, passes = self.network, self.known.passes.copy(self.known.plan, ())
        profiles = [Profile(packing) for packing in self.packings]
        unresolved: list[str] = []
        delayed: list[int] = []
        pinned = [node for node in self.leaves if self.groups[node] >= 0 and self._is_pinned(node)]
        for node in pinned:
            self._insist(node, passes, profiles[self.groups[node]], unresolved)
        held = set(pinned)
        waiting = [len(edges) for edges in network.before]
        heap = [(keys[node], node) for node, count in enumerate(waiting) if not count]
        heapify(heap)
        while heap:
            _, node = heappop(heap)
            passes.forward(node)
            if self.groups[node] >= 0 and node not in held:
                self._place(node, passes, profiles[self.groups[node]], unresolved, delayed)
            for edge in network.after[node]:
                waiting[edge[0]] -= 1
                if not waiting[edge[0]]:
                    heappush(heap, (keys[edge[0]], edge[0]))
        finish = max((passes.finishes[node] for node in self.leaves), default=passes.plan.start)
        return _Decoded(passes, tuple(unresolved), finish, delayed)

    def _place(self, node: int, passes: Passes, profile: Profile, unresolved: list[str], delayed: list[int]) -> None:
        time, place, left = passes.times[node], passes.place[node], passes.work_left[node]
        demand, limit = self.demands[node], self._limit(node)
        start, finish = time.starting(place), passes.finishes[node]
        while (free := profile.clear(start, finish, demand)) > start:
            place = time.work(free)
            if limit is not None and place > limit:
                self._insist(node, passes, profile, unresolved)
                return
            start, finish = time.starting(place), time.finishing(place + left)
        if place > passes.place[node]:
            passes.delay(node, place)
            delayed.append(node)
        profile.take(start, finish, demand)

    def _insist(self, node: int, passes: Passes, profile: Profile, unresolved: list[str]) -> None:
        """Take what a task needs where its dates are, whether it is free or not."""
        start, finish = passes.times[node].starting(passes.place[node]), passes.finishes[node]
        if profile.clear(start, finish, self.demands[node]) > start:
            unresolved.append(passes.tasks[node].id)
        profile.overdraw(start, finish, self.demands[node])

    def _is_pinned(self, node: int) -> bool:
        task = self.known.passes.tasks[node]
        return task.actual_start is None and task.constraint in _FIXED

    def _limit(self, node: int) -> int | None:
        passes = self.known.passes
        task, time = passes.tasks[node], passes.times[node]
        if task.actual_start is None and task.constraint_date is not None:
            if task.constraint is Constraint.SNLT:
                return time.work(task.constraint_date)
            if task.constraint is Constraint.FNLT:
                return time.work(task.constraint_date) - passes.work_left[node]
        return None

    def _problem(self) -> Problem:
        """The plan on the project's working minutes, by rank: lengths and gaps as the schedule has them."""
        network, passes = self.network, self.known.passes
        time = passes.by_calendar[PROJECT_CALENDAR]
        durations = [0] * len(network.order)
        for node in self.leaves:
            if passes.work_left[node]:
                start = passes.times[node].starting(passes.place[node])
                durations[node] = max(1, time.work(passes.finishes[node]) - time.work(start))
        before: list[list[tuple[int, int]]] = []
        for node in network.order:
            edges: list[tuple[int, int]] = []
            for other, from_start, to_finish, lag, elapsed, _ in network.before[node]:
                if network.kinds[node] is Kind.BEGIN:
                    continue  # the first of several: what waits for it is left to the exact reckoning
                gap = _in_work(lag, time, passes.finishes[other]) if elapsed else lag
                gap += (0 if from_start else durations[other]) - (durations[node] if to_finish else 0)
                edges.append((network.rank[other], gap))
            before.append(edges)
        ranked = network.order
        return Problem(
            [durations[node] for node in ranked],
            before,
            [self.demands[node] for node in ranked],
            [self.groups[node] for node in ranked],
            self.packings,
        )


def _in_work(lag: int, time: WorkingTime, moment: int) -> int:
    return time.work(moment + lag) - time.work(moment)


def _groups(staffing: Staffing, held: Sequence[Mapping[str, int]]) -> tuple[list[Packing], dict[str, int]]:
    """Pack together the people that some task needs together; return the packings and whose is whose."""
    root = {name: name for units in held for name in units}

    def find(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for units in held:
        first, *others = units or [""]
        for name in others:
            root[find(name)] = find(first)
    members: dict[str, list[str]] = {}
    for name in root:
        members.setdefault(find(name), []).append(name)
    packings = [Packing({name: staffing.resources[name].capacity for name in names}) for names in members.values()]
    return packings, {name: number for number, names in enumerate(members.values()) for name in names}

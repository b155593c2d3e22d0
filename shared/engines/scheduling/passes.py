"""The forward and the backward pass, a node at a time.

A task's place is the *work* before it on its own calendar: `place` as early as possible, `late` as late as possible, so
that total float is their difference. `starts` and `finishes` are the moments that belong to `place`; `late_starts` and
`late_finishes` the latest moments that still count as `late`, so that tasks on other calendars lose nothing.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from enum import IntEnum

from shared.engines.scheduling.network import STRUCTURE, Kind, Network
from shared.engines.scheduling.plan import Constraint, Plan, Task
from shared.engines.scheduling.working_time import FAR, WorkingTime

_LEAF, _BEGIN = Kind.LEAF, Kind.BEGIN  # looking a member up costs more than comparing it
NEVER = -FAR
ALWAYS = FAR


class Cause(IntEnum):
    """What decided a task's early dates where no dependency did; a dependency is its number, 0 or more."""

    PROJECT_START = -2
    CONSTRAINT = -3
    STATUS_DATE = -4
    ACTUAL = -5
    SUBTASK = -6
    LEVELLING = -7


_PROJECT_START = int(Cause.PROJECT_START)


class Passes:
    """The dates of all nodes of one network, which `forward` and `backward` reckon in its order."""

    def __init__(self, plan: Plan, network: Network, times: Mapping[str, WorkingTime]) -> None:
        self.plan = plan
        self.network = network
        self.tasks: list[Task] = [plan.tasks[number] for number in network.task_of]
        self.by_calendar = times
        self.times = [times[task.calendar] for task in self.tasks]
        count = len(network.kinds)
        self.place = [0] * count
        self.starts = [0] * count
        self.finishes = [0] * count
        self.causes = [0] * count
        self.late = [0] * count
        self.late_starts = [0] * count
        self.late_finishes = [0] * count
        self.work_left = [work_left(task) for task in self.tasks]
        self.finished = [task.actual_finish is not None for task in self.tasks]
        self.end = 0

    def copy(self, plan: Plan, changed: Iterable[int]) -> "Passes":
        """Return these dates for another plan on the same network, in which those nodes' tasks changed."""
        other = copy(self)
        other.plan = plan
        for name, value in vars(self).items():
            if isinstance(value, list):
                setattr(other, name, value[:])
        for node in changed:
            task = plan.tasks[self.network.task_of[node]]
            other.tasks[node] = task
            other.times[node] = self.by_calendar[task.calendar]
            other.work_left[node] = work_left(task)
            other.finished[node] = task.actual_finish is not None
        return other

    def forward(self, node: int) -> None:
        """Reckon a node's early dates from its predecessors'."""
        kind = self.network.kinds[node]
        if kind is _LEAF:
            self._forward_leaf(node)
            return
        edges = self.network.before[node]
        if kind == Kind.GATE:
            moment, cause, _, _ = self._bounds(node, NEVER, STRUCTURE)
            task = self.tasks[node]
            if (
                task.constraint == Constraint.SNET
                and task.constraint_date is not None
                and task.constraint_date > moment
            ):
                moment, cause = task.constraint_date, Cause.CONSTRAINT
            self.causes[node] = cause
        else:
            dates = self.starts if kind == Kind.BEGIN else self.finishes
            choose = min if kind == Kind.BEGIN else max
            chosen = choose(edges, key=lambda edge: dates[edge[0]])[0]
            moment, self.causes[node] = dates[chosen], chosen
        self.starts[node] = self.finishes[node] = moment

    def _bounds(self, node: int, moment: int, cause: int) -> tuple[int, int, int, int]:
        start, finish, finish_cause = moment, NEVER, cause
        starts, finishes = self.starts, self.finishes
        for other, from_start, to_finish, lag, elapsed, dependency in self.network.before[node]:
            bound = starts[other] if from_start else finishes[other]
            if lag:
                if elapsed:
                    bound += lag
                else:
                    time = self.times[node]
                    shifted = time.work(bound) + lag
                    bound = time.starting(shifted) if from_start and not to_finish else time.finishing(shifted)
            if to_finish:
                if bound > finish:
                    finish, finish_cause = bound, dependency
            elif bound > start:
                start = bound
                cause = dependency if dependency != STRUCTURE else self.causes[other]
        return start, cause, finish, finish_cause

    def _forward_leaf(self, node: int) -> None:
        task, time = self.tasks[node], self.times[node]
        if task.actual_finish is not None:
            start = task.actual_start
            place = time.work(task.actual_finish) - task.duration if start is None else time.work(start)
            self.place[node] = place
            self.starts[node] = time.starting(place) if start is None else start
            self.finishes[node] = task.actual_finish
            self.causes[node] = Cause.ACTUAL
            return
        duration = self.work_left[node]
        start, cause = self.plan.start, _PROJECT_START
        if task.actual_start is not None:
            done = max(0, task.duration - duration)
            start, cause = time.starting(time.work(task.actual_start) + done), Cause.ACTUAL
        if self.plan.status_date is not None and self.plan.status_date > start:
            start, cause = self.plan.status_date, Cause.STATUS_DATE
        start, cause, finish, finish_cause = self._bounds(node, start, cause)
        if task.not_before is not None and task.not_before > start:
            start, cause = task.not_before, Cause.LEVELLING
        constraint, asked = task.constraint, task.constraint_date
        if asked is not None:
            if constraint == Constraint.SNET and task.actual_start is None and asked > start:
                start, cause = asked, Cause.CONSTRAINT
            elif constraint == Constraint.FNET and asked > finish:
                finish, finish_cause = asked, Cause.CONSTRAINT
        place = time.work(start)
        if finish > NEVER:
            back = time.work(finish) - duration
            if back > place or (not duration and finish > start):
                place, cause, start = back, finish_cause, finish
        if asked is not None and task.actual_start is None:
            fixed = self._fixed(task, time, place, duration, asked)
            if fixed != place or constraint in (Constraint.MSO, Constraint.MFO):
                place, cause, start, finish = fixed, Cause.CONSTRAINT, asked, NEVER
                status = self.plan.status_date
                if status is not None and place < time.work(status):
                    place, cause, start = time.work(status), Cause.STATUS_DATE, status
        self.place[node] = place
        self.causes[node] = cause
        if duration:
            first, last = time.starting(place), time.finishing(place + duration)
            if finish > last:
                last = time.starting(place + duration)
        else:
            first = last = start if time.touches(start) else time.starting(place)
        self.starts[node] = first if task.actual_start is None else task.actual_start
        self.finishes[node] = last

    def delay(self, node: int, place: int) -> None:
        """Move unfinished work to a later place, where levelling has it wait."""
        task, time = self.tasks[node], self.times[node]
        self.place[node], self.causes[node] = place, Cause.LEVELLING
        if task.actual_start is None:
            self.starts[node] = time.starting(place)
        self.finishes[node] = time.finishing(place + self.work_left[node])

    def _fixed(self, task: Task, time: WorkingTime, place: int, duration: int, asked: int) -> int:
        match task.constraint:
            case Constraint.MSO:
                return time.work(asked)
            case Constraint.MFO:
                return time.work(asked) - duration
            case Constraint.SNLT:
                return min(place, time.work(asked))
            case Constraint.FNLT:
                return min(place, time.work(asked) - duration)
            case _:
                return place

    def find_end(self) -> None:
        """Take the date late dates are reckoned from: the plan's own or the last early finish."""
        kinds, finishes = self.network.kinds, self.finishes
        last = max((finishes[node] for node, kind in enumerate(kinds) if kind is _LEAF), default=self.plan.start)
        self.end = last if self.plan.finish is None else self.plan.finish

    def backward(self, node: int) -> None:
        """Reckon a node's late dates from its successors'."""
        start, finish = self.limits(node, self.late_starts, self.late_finishes)
        task = self.tasks[node]
        kind = self.network.kinds[node]
        if kind is _LEAF or kind is Kind.END:
            if task.deadline is not None and task.deadline < finish:
                finish = task.deadline
            if task.constraint_date is not None:
                if task.constraint in (Constraint.FNLT, Constraint.MFO):
                    finish = min(finish, task.constraint_date)
                elif task.constraint in (Constraint.SNLT, Constraint.MSO):
                    start = min(start, task.constraint_date)
        if kind is not _LEAF:
            self.late_starts[node] = self.late_finishes[node] = min(start, finish)
            return
        if task.actual_finish is not None:
            self.late[node] = self.place[node]
            self.late_starts[node], self.late_finishes[node] = self.starts[node], self.finishes[node]
            return
        self.late[node], self.late_starts[node], self.late_finishes[node] = self.latest(node, start, finish)

    def latest(self, node: int, start: int, finish: int) -> tuple[int, int, int]:
        """Return the last place of an unfinished task within limits, and the latest start and finish it stands for."""
        time, duration = self.times[node], self.work_left[node]
        place = self.last_place(node, start, finish)
        if self.tasks[node].actual_start is not None:
            start = ALWAYS
        if not duration:
            moment = min(start, finish)
            moment = moment if time.touches(moment) else time.starting(place)
            moment = moment if moment <= min(start, finish) else time.finishing(place)
            return place, moment, moment
        first, last = time.starting(place), time.starting(place + duration)
        # A moment between two spans is no start and no finish: then the end of the span before it is the latest.
        return (
            place,
            first if first <= start else time.finishing(place),
            last if last <= finish else time.finishing(place + duration),
        )

    def last_place(self, node: int, start: int, finish: int) -> int:
        """Return the last place of an unfinished task within limits; work that was started is not bound to a start."""
        time = self.times[node]
        place = time.work(finish) - self.work_left[node]
        if start < ALWAYS and self.tasks[node].actual_start is None:
            return min(place, time.work(start))
        return place

    def limits(self, node: int, starts: list[int], finishes: list[int]) -> tuple[int, int]:
        """Return the latest start (`ALWAYS` where nothing asks) and finish at which successors keep these dates."""
        start, finish = ALWAYS, self.end
        kinds, finished = self.network.kinds, self.finished
        for other, from_start, to_finish, lag, elapsed, _ in self.network.after[node]:
            kind = kinds[other]
            if kind is _LEAF:
                if finished[other]:
                    continue
            elif kind is _BEGIN and self.causes[other] != node:
                continue  # another subtask is the first
            bound = finishes[other] if to_finish else starts[other]
            if lag and bound < ALWAYS:
                if elapsed:
                    bound -= lag
                else:
                    time = self.times[other]
                    bound = time.starting(time.work(bound) - lag)
            if from_start:
                if bound < start:
                    start = bound
            elif bound < finish:
                finish = bound
        return start, finish


def work_left(task: Task) -> int:
    """Return the working minutes that are still to do."""
    if task.actual_finish is not None:
        return 0
    if task.actual_start is None or task.remaining is None:
        return task.duration
    return task.remaining

"""In which order tasks get their resources: the resource-constrained scheduling problem, searched.

Tasks are numbers in an order in which none comes before its predecessors; time is whole minutes of work. A genetic
search over activity lists, whose first generation samples the latest-finish rule; each list is decoded by serial
schedule generation and justified to the right and back (Valls, Ballestín and Quintanilla's double justification).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from shared.engines.scheduling.profile import Packing, Profile

POPULATION = 30
MUTATIONS = 0.05


@dataclass(frozen=True)
class Problem:
    """`before[task]` holds (predecessor, least minutes from its start to the task's start).

    A task takes `demands[task]`, packed, from the profile of number `groups[task]`, none where that is negative.
    """

    durations: Sequence[int]
    before: Sequence[Sequence[tuple[int, int]]]
    demands: Sequence[int]
    groups: Sequence[int]
    packings: Sequence[Packing]

    def reversed(self) -> "Problem":
        """Return the problem with time running backwards: task n is the (count - 1 - n)th there."""
        last = len(self.durations) - 1
        before: list[list[tuple[int, int]]] = [[] for _ in self.durations]
        for task, edges in enumerate(self.before):
            for other, gap in edges:
                before[last - other].append((last - task, gap + self.durations[task] - self.durations[other]))
        return Problem(
            self.durations[::-1],
            before,
            self.demands[::-1],
            self.groups[::-1],
            self.packings,
        )

    def decode(self, order: Sequence[int]) -> list[int]:
        """Return each task's start when tasks are placed in an order, each as early as it can be."""
        profiles = [Profile(packing) for packing in self.packings]
        starts = [0] * len(self.durations)
        before, durations, demands, groups = self.before, self.durations, self.demands, self.groups
        for task in order:
            start = 0
            for other, gap in before[task]:
                bound = starts[other] + gap
                if bound > start:
                    start = bound
            duration = durations[task]
            if duration and groups[task] >= 0:
                profile = profiles[groups[task]]
                start = profile.fit(start, duration, demands[task])
                profile.take(start, start + duration, demands[task])
            starts[task] = start
        return starts

    def order(self, keys: Sequence[float]) -> list[int]:
        """Return the tasks by their keys, those with equal keys by number, and none before its predecessors."""
        raised = list(keys)
        for task, edges in enumerate(self.before):
            for other, _ in edges:
                if raised[other] > raised[task]:
                    raised[task] = raised[other]
        return sorted(range(len(raised)), key=raised.__getitem__)

    def tails(self) -> list[int]:
        """Return how long it takes at least from each task's start to the end."""
        tails = list(self.durations)
        for task in range(len(tails) - 1, -1, -1):
            for other, gap in self.before[task]:
                tails[other] = max(tails[other], gap + tails[task])
        return tails


@dataclass(frozen=True)
class Found:
    """Starts with the length of the whole."""

    length: int
    starts: Sequence[int]


def search(
    problem: Problem, draw: Random, *, schedules: int, enough: Callable[[], bool] = lambda: False
) -> tuple[Found, int]:
    """Return the shortest schedule found and how many were generated: at least one, about `schedules` at most.

    `enough` is asked after each improvement round; whoever has a clock ends the search with it.
    """
    return _Search(problem, draw).run(schedules, enough)


class _Search:
    def __init__(self, problem: Problem, draw: Random) -> None:
        self.problem, self.draw = problem, draw
        self.backwards = problem.reversed()
        self.tails = problem.tails()
        self.least = max(self.tails, default=0)
        self.count = 0

    def run(self, schedules: int, enough: Callable[[], bool]) -> tuple[Found, int]:
        best = self._justified(self.problem.order([-tail for tail in self.tails]))
        population = [best]
        while self.count < schedules and best.length > self.least and not enough():
            if len(population) < POPULATION:
                child = self._justified(self._sampled())
            else:
                one, other = (min(self.draw.sample(population, 2), key=_length) for _ in range(2))
                child = self._justified(self._crossed(one, other))
            best = min(best, child, key=_length)
            self._admit(population, child)
        return best, self.count

    def _admit(self, population: list[Found], child: Found) -> None:
        if any(each.length == child.length and each.starts == child.starts for each in population):
            return
        if len(population) >= POPULATION:
            worst = max(range(len(population)), key=lambda index: population[index].length)
            if population[worst].length < child.length:
                return
            del population[worst]
        population.append(child)

    def _sampled(self) -> list[int]:
        # A key drawn about the rule's is a biased draw: what is urgent mostly comes first.
        width = self.least * self.draw.choice((0.05, 0.1, 0.2))
        return self.problem.order([self.draw.gauss(-tail, width) for tail in self.tails])

    def _crossed(self, one: Found, other: Found) -> list[int]:
        """Two points of one parent's list between which the other decides."""
        mother, father = (self.problem.order(each.starts) for each in (one, other))
        count = len(mother)
        first, second = sorted(self.draw.randrange(count + 1) for _ in range(2))
        head = mother[:first]
        taken = bytearray(count)
        for task in head:
            taken[task] = 1
        middle = [task for task in father if not taken[task]][: second - first]
        for task in middle:
            taken[task] = 1
        child = [*head, *middle, *(task for task in mother if not taken[task])]
        keys: list[float] = [0.0] * count
        for place, task in enumerate(child):
            keys[task] = place
        for _ in range(max(1, round(MUTATIONS * count))):
            keys[self.draw.randrange(count)] += self.draw.gauss(0, count / 8)
        return self.problem.order(keys)

    def _justified(self, order: Sequence[int]) -> Found:
        starts = self.problem.decode(order)
        last = len(starts) - 1
        durations = self.problem.durations
        # Right: the last to finish is placed first, in time running backwards.
        finishes = [start + duration for start, duration in zip(starts, durations, strict=True)]
        mirrored = self.backwards.decode(self.backwards.order([-finish for finish in reversed(finishes)]))
        late = [-(mirrored[last - task] + durations[task]) for task in range(last + 1)]
        again = self.problem.decode(self.problem.order(late))
        self.count += 3
        length = max((start + duration for start, duration in zip(again, durations, strict=True)), default=0)
        if length > (first := max(finishes, default=0)):
            return Found(first, starts)
        return Found(length, again)


def _length(found: Found) -> int:
    return found.length

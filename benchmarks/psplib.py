"""Scheduling instances drawn as PSPLIB's ProGen draws them: network complexity, resource factor, resource strength."""

import random
from typing import Any

RESOURCES = 4
NUMBERS = {30: (1, 2, 3, 5, 6, 7, 8, 9), 120: (0, 2, 5, 6, 7, 10)}
"""The instances by size whose best schedules are stored."""
SETTINGS = {30: ((1.5, 1.8, 2.1), (0.2, 0.5, 0.7)), 120: ((1.5, 1.8, 2.1), (0.1, 0.2, 0.3, 0.4, 0.5))}


def instance(size: int, number: int) -> dict[str, Any]:
    """Return an instance with durations 1 to 10 and four resources."""
    draw = random.Random(1000 * size + number)  # noqa: S311
    complexities, strengths = SETTINGS[size]
    complexity = complexities[number % len(complexities)]
    strength = strengths[number % len(strengths)]
    factor = (0.25, 0.5, 0.75, 1.0)[number // 2 % 4]
    durations = [draw.randint(1, 10) for _ in range(size)]
    edges: set[tuple[int, int]] = set()
    for task in range(3, size):
        edges.add((draw.randrange(max(0, task - size // 3), task), task))
    while len(edges) < complexity * size:
        later = draw.randrange(1, size)
        edges.add((draw.randrange(max(0, later - size // 3), later), later))
    needs = [
        [draw.randint(1, 10) if kind in used else 0 for kind in range(RESOURCES)]
        for used in (draw.sample(range(RESOURCES), round(factor * RESOURCES)) for _ in range(size))
    ]
    peaks = _peaks(durations, edges, needs)
    capacities: list[int] = []
    for kind in range(RESOURCES):
        least = max(each[kind] for each in needs)
        capacities.append(max(1, least + round(strength * (peaks[kind] - least))))
    return {
        "durations": durations,
        "edges": sorted(edges),
        "needs": needs,
        "capacities": capacities,
        "complexity": complexity,
        "factor": factor,
        "strength": strength,
    }


def _peaks(durations: list[int], edges: set[tuple[int, int]], needs: list[list[int]]) -> list[int]:
    """The most that is needed at once when every task starts as early as the network alone allows."""
    starts = [0] * len(durations)
    for one, other in sorted(edges, key=lambda edge: edge[1]):
        starts[other] = max(starts[other], starts[one] + durations[one])
    last = max(start + duration for start, duration in zip(starts, durations, strict=True))
    peaks = [0] * RESOURCES
    for moment in range(last):
        running = [task for task, start in enumerate(starts) if start <= moment < start + durations[task]]
        peaks = [max(peaks[kind], sum(needs[task][kind] for task in running)) for kind in range(RESOURCES)]
    return peaks

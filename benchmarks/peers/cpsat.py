"""The best schedules that OR-tools' CP-SAT finds of the levelling instances, stored beside them.

Runs in an environment of its own (`pip install ortools`, then `python -m benchmarks.peers.cpsat 30`): Ella never needs
it. The argument is the most seconds for each instance; a schedule proved shortest takes less.
"""

import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.psplib import NUMBERS, instance

STORED = Path(__file__).parents[1] / "data/levelling.json"
WORKERS = 8


def main() -> None:
    """Solve every instance, and store what was found."""
    limit = float(sys.argv[1])
    found: list[dict[str, Any]] = []
    for size, numbers in NUMBERS.items():
        for number in numbers:
            found.append({"size": size, "number": number, **solve(instance(size, number), limit)})
            print(found[-1], flush=True)
    STORED.write_text("[\n" + ",\n".join(json.dumps(each) for each in found) + "\n]\n")


def solve(drawn: dict[str, Any], limit: float) -> dict[str, Any]:
    """Return the shortest length found, the seconds it took, and whether it is proved shortest."""
    from ortools.sat.python import cp_model  # type: ignore[import-not-found]

    model = cp_model.CpModel()
    durations = drawn["durations"]
    horizon = sum(durations)
    starts = [model.new_int_var(0, horizon, "") for _ in durations]
    spans = [model.new_fixed_size_interval_var(*each, "") for each in zip(starts, durations, strict=True)]
    end = model.new_int_var(0, horizon, "")
    for one, other in drawn["edges"]:
        model.add(starts[other] >= starts[one] + durations[one])
    for kind, capacity in enumerate(drawn["capacities"]):
        model.add_cumulative(spans, [needs[kind] for needs in drawn["needs"]], capacity)
    for start, duration in zip(starts, durations, strict=True):
        model.add(end >= start + duration)
    model.minimize(end)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = limit
    solver.parameters.num_workers = WORKERS
    status = solver.solve(model)
    return {
        "best": round(solver.objective_value),
        "bound": round(solver.best_objective_bound),
        "proved": status == cp_model.OPTIMAL,
        "seconds": round(solver.wall_time, 1),
    }


if __name__ == "__main__":
    main()

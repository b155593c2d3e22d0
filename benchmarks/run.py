"""Measure Ella side by side with what does the same work, and write `benchmarks/latest.json`: `make bench`.

`python -m benchmarks.run execution` measures one part alone and replaces the figures of that part; `--quick` takes one
round of everything, to see that it works: its figures mean little. Every ratio is ours ÷ theirs from one run.
"""

import argparse
import json
import os
import platform
import sys
from pathlib import Path

from benchmarks import (
    autosave,
    execution,
    forecasts,
    functions,
    guard,
    knowledge,
    levelling,
    prompts,
    scheduling,
    traces,
)
from benchmarks.measured import Measured

PARTS = {
    "functions": functions.measure,
    "guard": guard.measure,
    "execution": execution.measure,
    "autosave": autosave.measure,
    "scheduling": scheduling.measure,
    "forecasts": forecasts.measure,
    "prompts": prompts.measure,
    "levelling": levelling.measure,
    "traces": traces.measure,
    "knowledge": knowledge.measure,
}
LATEST = Path(__file__).parent / "latest.json"


def main() -> int:
    """Run the measurements asked for and print a table of each."""
    parser = argparse.ArgumentParser(prog="benchmarks.run", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=PARTS, help="all by default")
    parser.add_argument("--quick", action="store_true", help="one round of everything")
    arguments = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}", flush=True)
    for part in arguments.parts or PARTS:
        measured = PARTS[part](quick=arguments.quick)
        report(part, measured)
        write(measured.figures)
    print(f"\nwritten to benchmarks/{LATEST.name}")
    return 0


def report(part: str, measured: Measured) -> None:
    """Print one part's table."""
    print(f"\n{part}")
    for name, value in measured.figures.items():
        if not name.startswith("rpcs_"):  # the part's own lines tell reads from commits
            print(f"  {name:<36} {value:10.3f}")
    for line in measured.lines:
        print(f"  {line}")
    sys.stdout.flush()


def write(figures: dict[str, float]) -> None:
    """Put figures into the flat file, where those of the other part stay."""
    known = json.loads(LATEST.read_text()) if LATEST.exists() else {}
    known |= {name: round(value, 4) for name, value in figures.items()}
    LATEST.write_text(json.dumps(known, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())

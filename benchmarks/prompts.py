"""Suites on the command line and over the API beside promptfoo; how often its recorded grades and ours are the same."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.measured import Measured, paired_ratio
from benchmarks.peers import PeerMissing, promptfoo
from benchmarks.prompt_runs import api_suite
from shared.domain.cards.documents import dumped
from tests.unit.engines.assertions.test_promptfoo_agreement import agrees, is_missing_package, our_grade, rows

CASES = 1_000
_ROOT = Path(__file__).resolve().parents[1]


def measure(*, quick: bool = False) -> Measured:
    """Measure the whole commands in turn, from start to exit, with their results files; then runs over the API."""
    measured = Measured(_agreement())
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "promptfooconfig.yaml"
        config.write_text(dumped(suite()))
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(1 if quick else 5):
            ours.append(_seconds(config))
            try:
                theirs.append(promptfoo.seconds(config, CASES))
            except PeerMissing as missing:
                measured.lines.append(str(missing))
                break
        measured.figures["suite1000_s"] = statistics.median(ours)
        if theirs:
            measured.figures["suite1000_promptfoo_s"] = statistics.median(theirs)
            measured.figures["suite1000_time_ratio_promptfoo"] = paired_ratio(ours, theirs)
        small = {**suite(), "tests": suite()["tests"][:1]}
        config.write_text(dumped(small))
        with api_suite(suite()) as over_the_api:
            api = statistics.median(over_the_api.seconds() for _ in range(1 if quick else 3))
        measured.figures["suite1000_api_s"] = api
        if theirs:
            measured.figures["suite1000_api_time_ratio_promptfoo"] = api / statistics.median(theirs)
        measured.figures["suite1_s"] = statistics.median(_seconds(config) for _ in range(1 if quick else 5))
    return measured


def suite() -> dict[str, Any]:
    """Return a config of 1,000 cases with five assertions each, over `echo`."""
    return {
        "description": "Thousand",
        "prompts": ["Hello {{name}}, you are number {{number}}."],
        "providers": ["echo"],
        "tests": [
            {
                "vars": {"name": f"Name{number}", "number": str(number)},
                "assert": [
                    {"type": "contains", "value": f"Name{number}"},
                    {"type": "icontains", "value": "hello"},
                    {"type": "regex", "value": "N[a-z]+\\d+"},
                    {"type": "not-contains", "value": "error"},
                    {"type": "starts-with", "value": "Hello"},
                ],
            }
            for number in range(CASES)
        ],
    }


def _seconds(config: Path) -> float:
    output = config.with_name("ours.json")
    command = (sys.executable, "-m", "tools.ella", "prompts", "run", str(config), "--no-cache", "--output", str(output))
    begun = time.perf_counter()
    subprocess.run(command, cwd=_ROOT, check=True, capture_output=True)
    took = time.perf_counter() - begun
    stats = json.loads(output.read_text())["results"]["stats"]
    if stats["failures"] or stats["errors"]:
        raise RuntimeError(f"not all cases pass: {stats}")
    return took


def _agreement() -> dict[str, float]:
    """Return the share of recorded rows that agree: of those promptfoo could grade, and of all.

    It could not grade METEOR, whose package was missing where the rows were recorded.
    """
    recorded = [(agrees(our_grade(row), row["expected"]), is_missing_package(row)) for row in _recorded()]
    graded = [agreed for agreed, missing in recorded if not missing]
    return {
        "promptfoo_agreement": sum(graded) / len(graded),
        "promptfoo_agreement_with_meteor": sum(agreed for agreed, _ in recorded) / len(recorded),
    }


def _recorded() -> list[dict[str, Any]]:
    return rows("matrix.jsonl") + rows("aggregate.jsonl")

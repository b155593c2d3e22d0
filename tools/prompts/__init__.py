"""`ella prompts run CONFIG`: test prompts on their cases, from a promptfoo config or a card with `cases`.

Exits with 0 where enough cases pass, with 100 where too few do, and with 1 where the config can't be taken or a case
ended in an error: then nothing is known about its prompt. Keys come from OPENAI_API_KEY, ANTHROPIC_API_KEY,
GEMINI_API_KEY and XAI_API_KEY, Ollama's address from OLLAMA_BASE_URL.
"""

import argparse
import asyncio
import gc
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from shared.errors import EllaError

if TYPE_CHECKING:
    from shared.domain.suite_runs.promptfoo_results import ResultRow

FAILED = 100
WRONG = 1
_SHOWN = 20
_WIDTH = 100


def main(arguments: list[str]) -> int:
    """Run one command; return the exit status."""
    chosen = _parser().parse_args(arguments)
    # A run makes much and lets go of little until it ends.
    gc.freeze()
    gc.set_threshold(100_000)
    try:
        return _run(chosen)
    except OSError as error:
        print(f"{error.filename or chosen.config}: {error.strerror}", file=sys.stderr)
    except EllaError as error:
        print(f"{chosen.config}: {error.message}", file=sys.stderr)
        for field in error.fields:
            print(f"  {field.pointer}: {field.message}", file=sys.stderr)
    return WRONG


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ella prompts", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=("run",))
    parser.add_argument("config", type=Path, help="promptfooconfig.yaml, or a card's YAML")
    parser.add_argument("--fail-under", type=_percent, default=100.0, help="percent of cases that must pass (100)")
    parser.add_argument("--output", type=Path, help="write results as promptfoo's JSON")
    parser.add_argument("--repeat", type=_count, default=1, help="how often each case is run (1)")
    parser.add_argument("--max-concurrency", type=_count, default=4, help="cases at once (4)")
    parser.add_argument("--no-cache", action="store_true", help="ask the models again, whatever they answered before")
    parser.add_argument("--filter", default="", help="a regular expression that cases' descriptions must match")
    parser.add_argument("--judge", help="the model that judges, such as openai:gpt-4o-mini")
    return parser


def _run(chosen: argparse.Namespace) -> int:
    from shared.domain.suite_runs.cases import target_named
    from tools.prompts import configs, running

    began, at = perf_counter(), datetime.now(UTC)
    suite = configs.read_suite(chosen.config)
    for note in suite.notes:
        print(note, file=sys.stderr)
    if chosen.filter:
        suite = replace(suite, cases=configs.matching(suite.cases, chosen.filter))
    judge = target_named(chosen.judge) if chosen.judge else None
    cache = None if chosen.no_cache else _cache_folder()
    rows = asyncio.run(
        running.run(suite, repeat=chosen.repeat, at_once=chosen.max_concurrency, cache=cache, judge=judge)
    )
    milliseconds = round((perf_counter() - began) * 1000)
    if chosen.output is not None:
        from shared.domain.suite_runs.promptfoo_results import results_file

        id = f"eval-{at:%Y-%m-%dT%H:%M:%S}"
        written = results_file(rows, id=id, description=suite.name, at=at, milliseconds=milliseconds)
        chosen.output.write_text(json.dumps(written) + "\n")
    return report(rows, fail_under=chosen.fail_under, milliseconds=milliseconds)


def report(rows: "Sequence[ResultRow]", *, fail_under: float, milliseconds: int) -> int:
    """Print what did not pass and how many did; return the exit status."""
    from shared.domain.suite_runs.results import CaseOutcome

    outcomes = [row.result.outcome for row in rows]
    missed = [row for row in rows if not row.result.passed]
    for row in missed[:_SHOWN]:
        name = row.description or f"case {row.test + 1}"
        why = " ".join(row.result.reason.split())[:_WIDTH]
        print(f"{row.result.outcome:<7} {row.label[:30]:<30} {name[:40]:<40} {why}")
    if len(missed) > _SHOWN:
        print(f"and {len(missed) - _SHOWN} more")
    passed, errors = outcomes.count(CaseOutcome.PASSED), outcomes.count(CaseOutcome.ERROR)
    rate = 100 * passed / len(rows) if rows else 0.0
    print(
        f"{passed} of {len(rows)} passed ({rate:.2f} %), {len(missed) - errors} failed, {errors} ended in an error, "
        f"in {milliseconds / 1000:.2f} s"
    )
    if errors or not rows:
        return WRONG
    return 0 if rate >= fail_under else FAILED


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "ella" / "completions"


def _percent(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 100:
        raise argparse.ArgumentTypeError("a percentage is between 0 and 100")
    return value


def _count(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 1_000:
        raise argparse.ArgumentTypeError("a number between 1 and 1000")
    return value

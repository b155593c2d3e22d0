"""What an attempt, a run of a thousand prompts and a million spans cost: counted in memory, times public list prices.

`python -m benchmarks.cost` counts and writes the table into `docs/performance.md`; `--check` compares it instead.
Prices and what is assumed beside them are data: `benchmarks/data/prices.json`.
"""

import argparse
import asyncio
import io
import json
import os
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
PRICES = Path(__file__).parent / "data" / "prices.json"
BEGIN, END = "<!-- cost: begin -->\n", "<!-- cost: end -->\n"
CASES, EXPORTS, SPANS_EACH, TRACE_LENGTH = 1_000, 10, 500, 50
PLAYS = ("an attempt", "a run of 1,000 cases", "a million spans")
COUNTED = (
    "reads",
    "writes",
    "deletes",
    "messages",
    "messageBytes",
    "fileWrites",
    "fileReads",
    "fileBytes",
    "invocations",
    "roundTrips",
    "programs",
)
TOLERANCE = 0.02
_PROMPT = "Answer the question of a customer as briefly as you can. " * 20


async def counted() -> dict[str, dict[str, int]]:
    """Return what each play costs, by what is counted."""
    return {
        name: {key: found.get(key, 0) for key in COUNTED}
        for name, found in zip(PLAYS, (await _attempt(), await _cases(), await _spans()), strict=True)
    }


def priced(counts: Mapping[str, int]) -> dict[str, Decimal]:
    """Return what counts come to in dollars, by the names of the price list."""
    data = json.loads(PRICES.read_text())
    assumed = {name: Decimal(value) for name, value in data["assumed"].items() if name != "about"}
    functions = function_seconds(counts)
    programs = counts["programs"] * assumed["secondsOfAProgram"]
    amounts = {name: Decimal(counts.get(name, 0)) for name in data["prices"]} | {
        "vcpuSeconds": functions * assumed["functionVcpus"] + programs * assumed["programVcpus"],
        "memorySeconds": functions * assumed["functionGib"] + programs * assumed["programGib"],
    }
    return {
        name: amounts[name] * Decimal(each["price"]) / Decimal(each["per"]) for name, each in data["prices"].items()
    }


def function_seconds(counts: Mapping[str, int]) -> Decimal:
    """Return the seconds in which functions serve, by what an invocation and a round trip are taken to last."""
    assumed = json.loads(PRICES.read_text())["assumed"]
    return counts["invocations"] * Decimal(assumed["secondsOfAnInvocation"]) + counts["roundTrips"] * Decimal(
        assumed["secondsOfARoundTrip"]
    )


def table(counts: Mapping[str, Mapping[str, int]]) -> str:
    """Return the counts and what they cost as Markdown."""
    rows = [f"| counted | {' | '.join(PLAYS)} |", "|---" * (len(PLAYS) + 1) + "|"]
    rows += [f"| `{key}` | {' | '.join(f'{counts[play][key]:,}' for play in PLAYS)} |" for key in COUNTED]
    rows.append("| function seconds | " + " | ".join(f"{function_seconds(counts[play]):,.2f}" for play in PLAYS) + " |")
    costs = {play: priced(counts[play]) for play in PLAYS}
    for name in costs[PLAYS[0]]:
        rows.append(f"| dollars for `{name}` | {' | '.join(_dollars(costs[play][name]) for play in PLAYS)} |")
    rows.append(
        "| **dollars in all** | " + " | ".join(_dollars(sum(costs[play].values(), Decimal())) for play in PLAYS) + " |"
    )
    return "\n".join(rows) + "\n"


def written() -> dict[str, dict[str, int]]:
    """Return the counts that the page states."""
    found: dict[str, dict[str, int]] = {play: {} for play in PLAYS}
    for line in PAGE.read_text().partition(BEGIN)[2].partition(END)[0].splitlines():
        name, *values = (cell.strip() for cell in line.strip("|").split("|"))
        if name.strip("`") in COUNTED:
            for play, value in zip(PLAYS, values, strict=True):
                found[play][name.strip("`")] = int(value.replace(",", ""))
    return found


def differences(counts: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Return what the page states otherwise than it is counted, but for one in fifty."""
    stated = written()
    return [
        f"{play}: {key} is {counts[play][key]}, the page says {stated[play].get(key)}"
        for play in PLAYS
        for key in COUNTED
        if abs(counts[play][key] - stated[play].get(key, -1)) > max(1, TOLERANCE * counts[play][key])
    ]


def main() -> int:
    """Count, and write the page or compare it."""
    parser = argparse.ArgumentParser(prog="benchmarks.cost", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the page says otherwise")
    arguments = parser.parse_args()
    os.environ["ELLA_BACKEND"] = "embedded"  # the counts are the memory store's
    os.environ["ELLA_DEFAULT_PLAN"] = "business"
    os.environ.setdefault("ELLA_PROJECT", "demo-ella")
    from shared.observability import logging

    logging.stream = io.StringIO()
    counts = asyncio.run(counted())
    print(table(counts), end="")
    if arguments.check:
        found = differences(counts)
        print(*found, sep="\n")
        return 1 if found else 0
    before, _, rest = PAGE.read_text().partition(BEGIN)
    PAGE.write_text(before + BEGIN + table(counts) + END + rest.partition(END)[2])
    return 0


async def _attempt() -> Mapping[str, int]:
    """Count an hour with five questions, from its start to the mail that it is scored."""
    from benchmarks.counted import Counted
    from tests.fixtures.stage import Stage
    from tests.fixtures.whole_attempts import about_to_begin, sit

    stage = Stage()
    sitting = await about_to_begin(stage)
    counts = Counted(stage).counts
    counts["invocations"] += await sit(stage, sitting)
    await stage.settle()
    return counts


async def _cases() -> Mapping[str, int]:
    """Count a run of a thousand cases over a model that costs nothing, from asking for it to its end."""
    from benchmarks.counted import Counted
    from tests.fixtures.stage import Stage, subscribers_of
    from tests.fixtures.suite_runs import cases_that, run_of, suite

    stage = Stage()
    tried = await suite(stage, *cases_that(*[True] * CASES))
    await stage.settle()
    counts = Counted(stage).counts
    echo: dict[str, Any] = {"provider": "echo", "model": "", "parameters": {}}
    body = tried.body | {"providers": [echo], "useCache": False}
    answer = await stage.call("run_suite", as_=tried.author, path=tried.path, body=body)
    counts["invocations"] += 1
    while waiting := await stage.waiting():  # more rounds than a test's stage settles in
        for envelope in waiting:
            for name in subscribers_of(envelope.type):
                assert await stage.deliver(name, envelope) < 300
    kept = dict(counts)
    run = await run_of(stage, tried, answer.data["id"])
    assert run["summary"]["passed"] == CASES, run["summary"]
    return kept


async def _spans() -> Mapping[str, int]:
    """Count exports of 500 spans, in traces of fifty, as a million of these."""
    from benchmarks.counted import Counted
    from tests.fixtures.spans import span
    from tests.fixtures.stage import Stage
    from tests.fixtures.traces import send, sender

    stage = Stage()
    manager, app_id = await sender(stage)
    await stage.settle()
    counts = Counted(stage).counts
    asked = {"llm.model_name": "gpt-5", "input.value": _PROMPT, "output.value": "As brief as can be."}
    for export in range(EXPORTS):
        numbers = range(export * SPANS_EACH, (export + 1) * SPANS_EACH)
        spans = [span(number + 1, trace=f"{number // TRACE_LENGTH + 1:032x}", attributes=asked) for number in numbers]
        await send(stage, manager, app_id, *spans)
        counts["invocations"] += 1
        stage.clock.advance(seconds=5)
    await stage.settle()
    times = 1_000_000 // (EXPORTS * SPANS_EACH)
    return {name: count * times for name, count in counts.items()}


def _dollars(amount: Decimal) -> str:
    return f"{amount.quantize(Decimal('0.000001'), ROUND_HALF_UP):f}"


if __name__ == "__main__":
    raise SystemExit(main())

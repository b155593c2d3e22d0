"""What running programs costs: the sandbox against bare processes and against another judge, and the whole path."""

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, ExitStack
from dataclasses import replace
from pathlib import Path

from benchmarks import submissions
from benchmarks.measured import Measured, paired_difference, paired_ratio, percentile
from benchmarks.peers import PeerMissing
from benchmarks.peers.dmoj import DmojJudge
from benchmarks.processes import BareProgram
from benchmarks.programs import HELLO, LIMITS, TESTS, queued_run, sums, unseen
from shared.adapters.bubblewrap.sandbox import BubblewrapSandbox
from shared.domain.execution.executing import execute
from shared.domain.execution.judging import judge
from shared.domain.execution.model import Run
from shared.engines.languages import LANGUAGES
from shared.engines.scoring.verdicts import Verdict
from shared.engines.test_data import TestTexts
from shared.ports.sandbox import Input, Language, Program
from tools.stack import running_stack

SLOTS = os.cpu_count() or 1
# The same languages without what is prepared once for their compilers.
UNPREPARED = {
    language.name: replace(language, name=f"{language.name}-unprepared", prepare=None)
    for language in (LANGUAGES["cpp"], LANGUAGES["java"])
}
_PREPARED = {"cpp": "compile_cpp_pch_ratio", "java": "compile_java_prepared_ratio"}
_DMOJ_NAMES = {"python": "PY3", "c": "C11"}
AT_ONCE = (10, 100)

Measure = Callable[[], Awaitable[float]]


def measure(*, quick: bool) -> Measured:
    """Run every measurement of execution; `quick` takes fewer rounds."""
    measured = Measured()
    asyncio.run(_measure_sandbox(measured, quick))
    with running_stack() as stack:
        for count in AT_ONCE:
            seconds = asyncio.run(submissions.seconds_to_results(stack, count, rounds=1 if quick else 3))
            for percent in (50, 95, 99):
                measured.figures[f"execution_p{percent}_s_at_{count}"] = percentile(seconds, percent)
    return measured


async def _measure_sandbox(measured: Measured, quick: bool) -> None:
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ella-benchmark-")))
        folder.chmod(0o755)
        known = {**LANGUAGES, **{language.name: language for language in UNPREPARED.values()}}
        one, several = BubblewrapSandbox(known, 1), BubblewrapSandbox(known, SLOTS)
        stack.push_async_callback(one.close)
        stack.push_async_callback(several.close)
        if missing := await one.probe():
            measured.lines.append(f"NOT MEASURED: no sandbox, {missing}")
            return
        measured.figures.update(await _overhead(one, folder, rounds=10 if quick else 200))
        measured.figures.update(await _submissions(several, folder, rounds=2 if quick else 15))
        measured.figures.update(await _compilations(one, rounds=2 if quick else 15))
        try:
            theirs = DmojJudge.start(stack.enter_context(ExitStack()), folder / "dmoj", sums(TESTS))
            measured.figures.update(await _against_dmoj(theirs, one, several, rounds=2 if quick else 15))
        except PeerMissing as reason:
            measured.lines.append(f"NOT MEASURED: time_ratio_dmoj_*, {reason}")


async def _overhead(sandbox: BubblewrapSandbox, folder: Path, rounds: int) -> dict[str, float]:
    """Measure one execution of a program that greets, warm and compiled."""
    figures: dict[str, float] = {}
    for name, source in HELLO.items():
        program = Program(LANGUAGES[name], source.encode())
        bare = BareProgram(LANGUAGES[name], source, folder / f"hello-{name}")
        bare.compile()
        ours, theirs = await _in_turn(
            rounds, lambda program=program: _timed_run(sandbox, program), lambda bare=bare: _timed_process(bare)
        )
        figures[f"sandbox_overhead_ms_{name}"] = paired_difference(ours, theirs) * 1000
    return figures


async def _submissions(sandbox: BubblewrapSandbox, folder: Path, rounds: int) -> dict[str, float]:
    """Measure twenty tests, compilation included, with as many bare processes at once as there are slots."""
    figures: dict[str, float] = {}
    for name in ("python", "c", "java"):

        async def bare(name: str = name) -> float:
            source = unseen(name)
            place = Path(tempfile.mkdtemp(dir=folder), "bare")
            program = BareProgram(LANGUAGES[name], source, place)
            return await asyncio.to_thread(program.seconds, sums(TESTS), SLOTS)

        async def ours(name: str = name) -> float:
            return await _timed_tests(sandbox, LANGUAGES[name], unseen(name))

        times, theirs = await _in_turn(rounds, ours, bare)
        figures[f"tests20_s_{name}"] = statistics.median(times)
        figures[f"tests20_time_ratio_{name}"] = paired_ratio(times, theirs)
    return figures


async def _compilations(sandbox: BubblewrapSandbox, rounds: int) -> dict[str, float]:
    """Measure compiling alone, with what is prepared for the compiler and without."""
    figures: dict[str, float] = {}
    for name, key in _PREPARED.items():
        prepared, unprepared = await _in_turn(
            rounds,
            lambda name=name: _timed_tests(sandbox, LANGUAGES[name], unseen(name), count=0),
            lambda name=name: _timed_tests(sandbox, UNPREPARED[name], unseen(name), count=0),
        )
        figures[key] = paired_ratio(prepared, unprepared)
    return figures


async def _against_dmoj(
    theirs: DmojJudge, one: BubblewrapSandbox, several: BubblewrapSandbox, rounds: int
) -> dict[str, float]:
    """Measure compiling, running and judging twenty tests; DMOJ runs a submission's tests one after the other."""
    figures: dict[str, float] = {}
    for name, their_name in _DMOJ_NAMES.items():

        async def dmoj(name: str = name, their_name: str = their_name) -> float:
            return await asyncio.to_thread(theirs.seconds, their_name, unseen(name))

        several_times, one_times, their_times = await _in_turn(
            rounds,
            lambda name=name: _timed_judging(several, queued_run("run", name)),
            lambda name=name: _timed_judging(one, queued_run("run", name)),
            dmoj,
        )
        figures[f"time_ratio_dmoj_{name}"] = paired_ratio(several_times, their_times)
        figures[f"time_ratio_dmoj_{name}_1_slot"] = paired_ratio(one_times, their_times)
    return figures


async def _in_turn(rounds: int, *measures: Measure) -> list[list[float]]:
    """Take each measurement in turn, so that a drifting machine touches all alike; the first round only warms."""
    times: list[list[float]] = [[] for _ in measures]
    for number in range(rounds + 1):
        for place, each in enumerate(measures):
            seconds = await each()
            if number:
                times[place].append(seconds)
    return times


async def _timed_run(sandbox: BubblewrapSandbox, program: Program) -> float:
    began = time.perf_counter()
    outcome = await sandbox.run(program, [Input()], LIMITS)
    seconds = time.perf_counter() - began
    if [each.stdout for each in outcome.outcomes] != [b"hello\n"]:
        raise RuntimeError(f"the sandbox said {outcome}")
    return seconds


async def _timed_process(program: BareProgram) -> float:
    began = time.perf_counter()
    printed = program.run()
    seconds = time.perf_counter() - began
    if printed != "hello\n":
        raise RuntimeError(f"the bare process printed {printed!r}")
    return seconds


async def _timed_tests(sandbox: BubblewrapSandbox, language: Language, source: str, count: int = TESTS) -> float:
    program, asked = Program(language, source.encode()), sums(count)
    began = time.perf_counter()
    outcome = await sandbox.run(program, [Input(test.input.encode()) for test in asked], LIMITS)
    seconds = time.perf_counter() - began
    if not outcome.compilation.ok or [each.stdout.decode() for each in outcome.outcomes] != [
        test.expected for test in asked
    ]:
        raise RuntimeError(f"the sandbox said {outcome}")
    return seconds


async def _timed_judging(sandbox: BubblewrapSandbox, run: Run) -> float:
    if run.spec is None:
        raise ValueError("the run has no tests of its own")
    texts = TestTexts(None)
    began = time.perf_counter()
    executed = await execute(sandbox, run, run.spec, texts)
    result = judge(run.spec, texts, executed.program, executed.validations, at=run.created_at)
    seconds = time.perf_counter() - began
    if result.verdict is not Verdict.AC:
        raise RuntimeError(f"judged {result}")
    return seconds

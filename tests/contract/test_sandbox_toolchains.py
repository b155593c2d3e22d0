"""What is made once and used by all: compiled programs, and what a language needs prepared."""

import asyncio
import os
import signal
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from shared.adapters.bubblewrap.sandbox import BubblewrapSandbox
from shared.engines.languages import LANGUAGES
from shared.ports.sandbox import Input, Language, Limits, Program, Sandbox, SandboxUnavailable
from tests.fixtures.sandbox import PYTHON, QUICK, run, supervisors

pytestmark = pytest.mark.anyio
UUID = "cat /proc/sys/kernel/random/uuid"


def shell(compile: str, name: str = "shell", run: str = "cat /box/program") -> Language:
    """A language whose compiler is a line of shell."""
    return Language(
        name=name,
        label=name,
        command="sh",
        version=("/bin/echo", "1"),
        source_file="main.txt",
        compile=("/bin/sh", "-c", compile),
        run=("/bin/sh", "-c", run),
    )


def preparing(prepare: str, name: str = "prepared") -> Language:
    """A language that needs something prepared by a line of shell, and whose programs print it."""
    limits = Limits(cpu_seconds=20, wall_seconds=20)
    plain = replace(shell("true", name), compile=None, run=("/bin/cat", "/prepared/made/id"))
    return replace(plain, prepare=("/bin/sh", "-c", prepare), prepare_limits=limits)


PREPARE = f"mkdir /tmp/made && {UUID} > /tmp/made/id && tar -C /tmp -cf - made"


@pytest.fixture
def cache() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:  # pytest's own are for root alone
        Path(folder).chmod(0o755)
        yield Path(folder)


# ---- compiled once


async def test_programs_that_are_the_same_are_compiled_once(sandbox: Sandbox) -> None:
    language = shell(UUID)
    one, same, other = (Program(language, source) for source in (b"one", b"one", b"other"))
    beside = Program(language, b"one", {"header.h": b"beside"})
    runs = [sandbox.run(program, [Input()] * 3, QUICK) for program in (one, same, other, beside)]
    made = [{each.stdout for each in (await ran).outcomes} for ran in runs]
    assert [len(each) for each in made] == [1, 1, 1, 1], "all tests of a program run the same artifact"
    assert made[0] == made[1]
    assert len({*made[0], *made[2], *made[3]}) == 3
    options = await run(sandbox, shell(f"{UUID}; # with other options"), "one")
    assert options.stdout not in made[0]


async def test_a_compilation_that_failed_fails_again_in_the_same_words(sandbox: Sandbox) -> None:
    program = Program(shell(f"{UUID} >&2; exit 1", "failing"), b"")
    one, other = await asyncio.gather(*(sandbox.run(program, [Input()], QUICK) for _ in range(2)))
    again = await sandbox.run(program, [Input()], QUICK)
    assert not one.compilation.ok
    assert one.compilation.message
    assert one == other == again


async def test_a_compilation_that_was_lost_is_done_again(sandbox: Sandbox) -> None:
    single = BubblewrapSandbox(LANGUAGES, slots=1)
    program = Program(shell("sleep 0.5; echo made"), b"")
    try:
        await run(single, PYTHON, "")
        running = asyncio.create_task(single.run(program, [Input()], QUICK))
        await asyncio.sleep(0.3)
        [supervisor] = supervisors(single)
        os.kill(supervisor, signal.SIGKILL)
        lost = await running
        assert lost.compilation.internal_error
        [outcome] = (await single.run(program, [Input()], QUICK)).outcomes
        assert outcome.stdout == b"made\n"
    finally:
        await single.close()


async def test_what_no_machine_can_execute_is_the_programs_failure(sandbox: Sandbox) -> None:
    language = replace(shell("echo nonsense"), name="nonsense", run=("/box/program",))
    outcome = await run(sandbox, language, "")
    assert (outcome.exit_code, outcome.internal_error) == (127, None)
    assert outcome.stderr == b"/box/program cannot be started: Exec format error\n"


# ---- prepared once


async def test_a_language_is_prepared_once_for_all_processes(cache: Path) -> None:
    made: set[bytes] = set()
    for _ in range(2):
        sandbox = BubblewrapSandbox({}, slots=2, cache=cache)
        try:
            programs = [Program(preparing(PREPARE), source) for source in (b"1", b"2")]
            outcomes = await asyncio.gather(*(sandbox.run(each, [Input()] * 2, QUICK) for each in programs))
            made |= {each.stdout for outcome in outcomes for each in outcome.outcomes}
        finally:
            await sandbox.close()
    assert len(made) == 1
    assert [path.name.rpartition("-")[0] for path in cache.iterdir()] == ["prepared"]


async def test_what_was_prepared_stays_as_it_is(cache: Path) -> None:
    sandbox = BubblewrapSandbox({}, slots=1, cache=cache)
    touch = "touch /prepared/new || echo x > /prepared/made/id || rm /prepared/made/id || echo kept"
    try:
        language = replace(preparing(PREPARE), run=("/bin/sh", "-c", touch))
        assert (await run(sandbox, language, "")).stdout == b"kept\n"
    finally:
        await sandbox.close()


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        ("echo broken >&2; exit 1", "broken"),
        ("echo no archive", "no tar archive"),
        ("ln -s /etc /tmp/x && tar -C /tmp -cf - x", "no plain file"),
        ("while true; do true; done", "it took too long"),
    ],
    ids=["failing", "no-archive", "links", "endless"],
)
async def test_a_language_that_cannot_be_prepared_is_unavailable_with_the_reason(
    cache: Path, prepare: str, reason: str
) -> None:
    language = replace(preparing(prepare), prepare_limits=Limits(cpu_seconds=1, wall_seconds=2))
    sandbox = BubblewrapSandbox({"prepared": language, "python": PYTHON}, slots=1, cache=cache)
    try:
        with pytest.raises(SandboxUnavailable, match=reason):
            await sandbox.run(Program(language, b""), [Input()], QUICK)
        assert list(await sandbox.languages()) == ["python"]
        assert list(cache.iterdir()) == []
    finally:
        await sandbox.close()


@pytest.mark.skipif(os.getuid() != 0, reason="the slots' users are others than ours as root only")
async def test_a_cache_that_the_sandbox_cannot_read_is_told(cache: Path) -> None:
    cache.chmod(0o700)
    sandbox = BubblewrapSandbox({}, slots=1, cache=cache)
    try:
        message = f"{cache}/prepared-.* cannot be shown in the sandbox"
        with pytest.raises(SandboxUnavailable, match=message):
            await sandbox.run(Program(preparing(PREPARE), b""), [Input()], QUICK)
    finally:
        await sandbox.close()


async def test_preparing_one_language_holds_up_no_other(cache: Path) -> None:
    slow = preparing(f"sleep 3; {PREPARE}")
    sandbox = BubblewrapSandbox({}, slots=2, cache=cache)
    try:
        preparation = asyncio.create_task(sandbox.run(Program(slow, b""), [Input()], QUICK))
        for number in range(3):
            assert (await run(sandbox, PYTHON, f"print({number})")).stdout == b"%d\n" % number
        assert not preparation.done()
        assert (await preparation).outcomes[0].exit_code == 0
    finally:
        await sandbox.close()

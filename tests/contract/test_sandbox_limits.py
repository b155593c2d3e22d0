"""What a program in the sandbox can use up, and what it can fake."""

import time

import pytest

from shared.ports.sandbox import MIB, Language, Limits, Sandbox
from tests.fixtures.sandbox import JAVASCRIPT, PYTHON, QUICK, C, processes, python, run

pytestmark = pytest.mark.anyio


# ---- what is not to be used up


@pytest.mark.parametrize(
    ("language", "source"),
    [
        (PYTHON, "hoard = []\nwhile True: hoard.append(b'x' * (1 << 20))"),
        (PYTHON, "import os\nfor _ in range(5): os.fork()\nhoard = b'x' * (40 << 20)\nimport time; time.sleep(9)"),
        (JAVASCRIPT, "const hoard = []; while (true) hoard.push(Buffer.alloc(1 << 20, 1))"),
        (JAVASCRIPT, "const hoard = []; while (true) hoard.push(new Array(1000).fill(hoard.length + 0.5))"),
        (C, "#include <stdlib.h>\n#include <string.h>\nint main() { for (;;) memset(malloc(1 << 20), 1, 1 << 20); }"),
    ],
    ids=["python", "many-python-processes", "javascript-buffers", "javascript-objects", "c"],
)
async def test_a_memory_bomb_is_stopped_at_its_limit(sandbox: Sandbox, language: Language, source: str) -> None:
    outcome = await run(sandbox, language, source, limits=Limits(cpu_seconds=4, wall_seconds=6, memory_bytes=128 * MIB))
    assert outcome.memory_exceeded, outcome
    assert not outcome.time_exceeded
    # What a process can take between two looks; with a cgroup, 64 MiB.
    assert outcome.peak_memory_bytes < 400 * MIB


async def test_shared_pages_are_counted_once(sandbox: Sandbox) -> None:
    source = (
        "import os, time\nhoard = b'x' * (60 << 20)\n"
        "for _ in range(6):\n    if os.fork() == 0: time.sleep(0.3); os._exit(0)\n"
        "for _ in range(6): os.wait()\n"
    )
    outcome = await run(sandbox, PYTHON, source)
    assert (outcome.exit_code, outcome.memory_exceeded) == (0, False), outcome


@pytest.mark.parametrize(
    ("language", "source"),
    [
        (PYTHON, "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass"),
        (
            JAVASCRIPT,
            "const {spawn} = require('child_process'); for (;;) spawn('/bin/sleep', ['9']).on('error', () => 0)",
        ),
        (C, "#include <unistd.h>\nint main() { for (;;) fork(); }"),
    ],
    ids=["python", "javascript", "c"],
)
async def test_a_fork_bomb_ends_with_its_time(sandbox: Sandbox, language: Language, source: str) -> None:
    started = time.monotonic()
    outcome = await run(sandbox, language, source)
    assert outcome.time_exceeded or outcome.memory_exceeded, outcome
    assert time.monotonic() - started < 4
    assert (await run(sandbox, PYTHON, "print(1)")).exit_code == 0, "the slot is free again"


async def test_processes_are_limited_in_number(sandbox: Sandbox) -> None:
    source = (
        "import os, time\nn = 0\n"
        "try:\n    while True:\n        if os.fork() == 0: time.sleep(9)\n        n += 1\n"
        "except OSError: print(n + 1)"
    )
    assert await python(sandbox, source) == f"{QUICK.processes}\n"


@pytest.mark.parametrize(
    ("language", "source"),
    [
        (PYTHON, "while True: print('x' * 1000)"),
        (JAVASCRIPT, "while (true) require('fs').writeSync(1, 'x'.repeat(1000))"),
    ],
    ids=["python", "javascript"],
)
async def test_endless_output_is_cut(sandbox: Sandbox, language: Language, source: str) -> None:
    outcome = await run(sandbox, language, source)
    assert outcome.output_exceeded
    assert len(outcome.stdout) == QUICK.output_bytes
    assert outcome.wall_seconds < 1


async def test_long_error_output_keeps_its_head_and_its_end(sandbox: Sandbox) -> None:
    outcome = await run(sandbox, PYTHON, "import sys\nsys.stderr.write('first' + 'x' * 5_000_000 + 'last')")
    assert outcome.exit_code == 0
    assert len(outcome.stderr) < 100_000
    assert outcome.stderr.startswith(b"first")
    assert outcome.stderr.endswith(b"last")
    assert b"bytes left out" in outcome.stderr


@pytest.mark.parametrize(
    ("language", "source"),
    [
        (PYTHON, "import time; time.sleep(60)"),
        (JAVASCRIPT, "setTimeout(() => 0, 60_000)"),
        (PYTHON, "import os; os.close(1); os.close(2)\nwhile True: pass"),
        (JAVASCRIPT, "require('fs').closeSync(1); while (true);"),
        (
            PYTHON,
            "import signal\nfor n in (2, 15, 24): signal.signal(n, signal.SIG_IGN)\nwhile True: pass",
        ),
        (
            PYTHON,
            "import threading\ndef f():\n    while True: pass\nfor _ in range(4): threading.Thread(target=f).start()",
        ),
        (PYTHON, "import os\nfor _ in range(3): os.fork()\nwhile True: pass"),
    ],
    ids=["sleep", "timer", "closed-output", "closed-output-js", "deaf-to-signals", "threads", "processes"],
)
async def test_time_runs_out(sandbox: Sandbox, language: Language, source: str) -> None:
    outcome = await run(sandbox, language, source)
    assert outcome.time_exceeded, outcome
    assert outcome.wall_seconds < 2


async def test_a_process_nobody_waits_for_costs_its_time_all_the_same(sandbox: Sandbox) -> None:
    source = (
        "import os, signal, time\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)\n"
        "reader, writer = os.pipe()\n"
        "if os.fork() == 0:\n    while time.process_time() < 0.5: pass\n    os._exit(0)\n"
        "os.close(writer); os.read(reader, 1)\n"
    )
    outcome = await run(sandbox, PYTHON, source, limits=Limits(cpu_seconds=2, wall_seconds=20))
    assert outcome.cpu_seconds > 0.35


async def test_zombies_are_reaped(sandbox: Sandbox) -> None:
    source = "import os, time\nfor _ in range(30):\n    if os.fork() == 0: os._exit(0)\ntime.sleep(0.1)"
    assert (await run(sandbox, PYTHON, source)).exit_code == 0
    assert not [line for line in processes() if "Z" in line and "python3.11" in line]


# ---- what is not to be faked


@pytest.mark.parametrize(
    "source",
    [
        "import os; os._exit(137)",
        "import os; os._exit(152)",
        "import os; os.kill(os.getpid(), 9)",
        "import os; os.kill(os.getpid(), 24)",
    ],
)
async def test_an_exit_that_looks_like_a_kill_is_no_limit_exceeded(sandbox: Sandbox, source: str) -> None:
    outcome = await run(sandbox, PYTHON, source)
    assert outcome.exit_code in (137, 152)
    assert not any((outcome.time_exceeded, outcome.memory_exceeded, outcome.output_exceeded))

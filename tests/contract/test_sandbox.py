"""Hostile programs in the real sandbox: what they can't reach, and what they come to."""

import asyncio
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.adapters.bubblewrap.sandbox import BubblewrapSandbox
from shared.engines.languages import LANGUAGES
from shared.ports.sandbox import MIB, Limits, Outcome, Program, SandboxUnavailable
from shared.runtime.entry_points import ROOT

pytestmark = pytest.mark.anyio

SHORT = Limits(cpu_seconds=1.0, wall_seconds=2.0, memory_bytes=128 * MIB, output_bytes=64 * 1024, processes=32)


@pytest.fixture(scope="module")
async def sandbox(anyio_backend: str) -> AsyncIterator[BubblewrapSandbox]:
    built = BubblewrapSandbox(LANGUAGES, 2)
    if (problem := await built.probe()) is not None:
        await built.close()
        if os.environ.get("ELLA_REQUIRE_TOOLCHAINS") == "1":
            pytest.fail(problem)
        pytest.skip(f"NOT RUN: {problem}")
    yield built
    await built.close()


async def run(
    sandbox: BubblewrapSandbox, source: str, stdin: str = "", language: str = "python", limits: Limits = SHORT
) -> Outcome:
    found = await sandbox.run(Program(LANGUAGES[language], source.encode()), [stdin.encode()], limits)
    assert found.compilation.ok, found.compilation
    return found.outcomes[0]


async def printed(sandbox: BubblewrapSandbox, source: str, language: str = "python") -> str:
    outcome = await run(sandbox, source, language=language)
    assert outcome.exit_code == 0, outcome
    return outcome.stdout.decode()


# -- what it is for


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("python", "print(sum(map(int, input().split())))"),
        ("javascript", "console.log(require('fs').readFileSync(0,'utf8').trim().split(' ').reduce((a,b)=>a+ +b,0))"),
    ],
)
async def test_a_program_reads_its_input_and_prints(sandbox: BubblewrapSandbox, language: str, source: str) -> None:
    outcome = await run(sandbox, source, "1 2 39", language)
    assert (outcome.exit_code, outcome.stdout.strip()) == (0, b"42")
    assert outcome.cpu_seconds > 0
    assert outcome.peak_memory_bytes > MIB


async def test_the_languages_that_are_here_tell_their_versions(sandbox: BubblewrapSandbox) -> None:
    versions = await sandbox.languages()
    assert versions["python"].startswith("Python 3")
    assert versions["javascript"].startswith("v")


@pytest.mark.parametrize(("language", "source"), [("python", "def broken(:"), ("javascript", "function (")])
async def test_a_syntax_error_is_a_compile_error(sandbox: BubblewrapSandbox, language: str, source: str) -> None:
    found = await sandbox.run(Program(LANGUAGES[language], source.encode()), [b""], SHORT)
    assert not found.compilation.ok
    assert "SyntaxError" in found.compilation.message


# -- what it can't reach


@pytest.mark.parametrize("path", ["/etc/shadow", "/etc/passwd", "/root", "/home", "/var", "/srv", "/proc/1/root/etc"])
async def test_files_of_the_host_are_not_there(sandbox: BubblewrapSandbox, path: str) -> None:
    source = f"""
import os
try:
    found = open({path!r}).read() if not os.path.isdir({path!r}) else ' '.join(os.listdir({path!r}))
except OSError:
    found = ''
print(found)
"""
    text = await printed(sandbox, source)
    assert "root:" not in text.replace("root:x:0", "") or path == "/etc/passwd"
    assert ":$" not in text
    assert "shadow" not in text.split()
    assert ".ssh" not in text
    assert ".pyenv" not in text


async def test_the_hosts_environment_does_not_leak(sandbox: BubblewrapSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELLA_TEST_SECRET", "hunter2")
    fresh = BubblewrapSandbox(LANGUAGES, 1)
    try:
        source = """
import os, glob
print(dict(os.environ))
for place in glob.glob('/proc/[0-9]*/environ'):
    try: print(open(place).read())
    except OSError: pass
"""
        assert "hunter2" not in await printed(fresh, source)
    finally:
        await fresh.close()


async def test_its_processes_are_all_it_sees(sandbox: BubblewrapSandbox) -> None:
    source = "import glob; print(len(glob.glob('/proc/[0-9]*')))"
    assert int(await printed(sandbox, source)) <= 4


@pytest.mark.parametrize(
    "family",
    ["socket.AF_INET", "socket.AF_INET6", "getattr(socket, 'AF_VSOCK', 40)", "socket.AF_NETLINK", "socket.AF_PACKET"],
)
async def test_there_is_no_network(sandbox: BubblewrapSandbox, family: str) -> None:
    source = f"""
import socket
try:
    s = socket.socket({family}, socket.SOCK_STREAM)
    s.connect(('127.0.0.1', 1))
    print('connected')
except OSError as error:
    print('refused')
"""
    assert (await printed(sandbox, source)).strip() == "refused"


async def test_nothing_outside_its_scratch_space_can_be_written(sandbox: BubblewrapSandbox) -> None:
    source = """
import os
for place in ('/', '/box', '/usr', '/etc', '/dev', '/bin', '/usr/local'):
    try:
        open(os.path.join(place, 'mark'), 'w').close()
        print(place)
    except OSError:
        pass
open('/tmp/mark', 'w').write('fine')
print('done')
"""
    assert (await printed(sandbox, source)).split() == ["done"]


async def test_a_file_survives_no_test(sandbox: BubblewrapSandbox) -> None:
    source = """
import os
print(os.path.exists('/tmp/mark'), os.path.exists('/dev/shm/mark'))
open('/tmp/mark', 'w').close()
open('/dev/shm/mark', 'w').close()
"""
    found = await sandbox.run(Program(LANGUAGES["python"], source.encode()), [b"", b"", b""], SHORT)
    assert [each.stdout.decode().split() for each in found.outcomes] == [["False", "False"]] * 3


async def test_a_daemon_survives_no_test(sandbox: BubblewrapSandbox) -> None:
    source = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(60)
    os._exit(0)
print('left')
"""
    began = time.monotonic()
    outcome = await run(sandbox, source)
    assert outcome.stdout == b"left\n"
    assert time.monotonic() - began < 5
    assert not [line for line in subprocess.check_output(["ps", "axo", "args"], text=True).splitlines()
                if "/box/main.py" in line]  # fmt: skip


@pytest.mark.parametrize(
    "call",
    [
        "ctypes.CDLL(None, use_errno=True).ptrace(0, 0, 0, 0)",
        "ctypes.CDLL(None, use_errno=True).mount(b'none', b'/tmp', b'tmpfs', 0, None)",
        "ctypes.CDLL(None, use_errno=True).unshare(0x10000000)",
        "ctypes.CDLL(None, use_errno=True).syscall(425, 8, 0)",
        "ctypes.CDLL(None, use_errno=True).syscall(321, 0, 0, 0)",
    ],
    ids=["ptrace", "mount", "user namespace", "io_uring", "bpf"],
)
async def test_dangerous_system_calls_are_refused(sandbox: BubblewrapSandbox, call: str) -> None:
    assert (await printed(sandbox, f"import ctypes; print({call})")).strip() == "-1"


async def test_killing_everything_kills_only_itself(sandbox: BubblewrapSandbox) -> None:
    source = "import os\ntry: os.kill(1, 9)\nexcept OSError: pass\nos.kill(-1, 9)"
    await run(sandbox, source)
    assert await printed(sandbox, "print(1)") == "1\n"


# -- what it may not use up


@pytest.mark.parametrize(("language", "source"), [("python", "while True: pass"), ("javascript", "for (;;) {}")])
async def test_an_endless_loop_runs_out_of_time(sandbox: BubblewrapSandbox, language: str, source: str) -> None:
    outcome = await run(sandbox, source, language=language)
    assert outcome.time_exceeded
    assert not outcome.memory_exceeded


async def test_sleeping_runs_out_of_time(sandbox: BubblewrapSandbox) -> None:
    began = time.monotonic()
    outcome = await run(sandbox, "import time; time.sleep(60)")
    assert outcome.time_exceeded
    assert time.monotonic() - began < 5


async def test_spinning_after_closing_the_output_runs_out_of_time(sandbox: BubblewrapSandbox) -> None:
    outcome = await run(sandbox, "import os\nos.close(1)\nos.close(2)\nwhile True: pass")
    assert outcome.time_exceeded


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("python", "x = []\nwhile True: x.append(bytearray(1 << 20))"),
        ("javascript", "const x = []; for (;;) x.push(new Array(1e6).fill(Math.random()));"),
    ],
)
async def test_a_memory_bomb_is_stopped(sandbox: BubblewrapSandbox, language: str, source: str) -> None:
    outcome = await run(sandbox, source, language=language)
    assert outcome.exit_code != 0
    assert outcome.peak_memory_bytes < 1024 * MIB


async def test_a_fork_bomb_is_stopped(sandbox: BubblewrapSandbox) -> None:
    source = "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass"
    began = time.monotonic()
    outcome = await run(sandbox, source)
    assert outcome.exit_code != 0 or outcome.time_exceeded
    assert time.monotonic() - began < 10
    assert await printed(sandbox, "print(1)") == "1\n"


async def test_endless_output_is_stopped_and_capped(sandbox: BubblewrapSandbox) -> None:
    outcome = await run(sandbox, "while True: print('x' * 1000)")
    assert outcome.output_exceeded
    assert len(outcome.stdout) <= SHORT.output_bytes


async def test_endless_error_output_is_cut(sandbox: BubblewrapSandbox) -> None:
    outcome = await run(sandbox, "import sys\nfor _ in range(100000): sys.stderr.write('x' * 100)\nprint('end')")
    assert outcome.stdout == b"end\n"
    assert len(outcome.stderr) < MIB


async def test_a_huge_file_is_refused(sandbox: BubblewrapSandbox) -> None:
    source = """
try:
    with open('/tmp/big', 'wb') as f:
        for _ in range(1024): f.write(bytes(1 << 20))
    print('written')
except OSError:
    print('refused')
"""
    assert b"written" not in (await run(sandbox, source)).stdout


# -- what it can't make us believe


@pytest.mark.parametrize("code", [137, 139, 152, 124])
async def test_an_exit_code_claims_no_limit(sandbox: BubblewrapSandbox, code: int) -> None:
    outcome = await run(sandbox, f"import os; os._exit({code})")
    assert (outcome.time_exceeded, outcome.memory_exceeded, outcome.output_exceeded) == (False, False, False)
    assert outcome.exit_code == code


async def test_a_signal_is_told_as_one(sandbox: BubblewrapSandbox) -> None:
    outcome = await run(sandbox, "import os; os.kill(os.getpid(), 11)")
    assert outcome.exit_code != 0
    assert not outcome.time_exceeded


# -- how it serves


async def test_the_event_loop_stays_free_while_programs_run(sandbox: BubblewrapSandbox) -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.01)
            ticks += 1

    ticking = asyncio.create_task(tick())
    await run(sandbox, "import time; time.sleep(0.5)")
    ticking.cancel()
    assert ticks > 20


async def test_many_programs_wait_their_turn(sandbox: BubblewrapSandbox) -> None:
    outcomes = await asyncio.gather(*(run(sandbox, f"print({n})") for n in range(12)))
    assert [int(outcome.stdout) for outcome in outcomes] == list(range(12))


async def test_without_bubblewrap_nothing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.adapters.bubblewrap.sandbox._find_bwrap", _no_bwrap)
    bare = BubblewrapSandbox(LANGUAGES, 1)
    try:
        assert "no bwrap" in (await bare.probe() or "")
        with pytest.raises(SandboxUnavailable):
            await bare.run(Program(LANGUAGES["python"], b"print(1)"), [b""], SHORT)
    finally:
        await bare.close()


def _no_bwrap() -> str:
    raise SandboxUnavailable("no bwrap")


AS_NOBODY = """
import asyncio
from shared.adapters.bubblewrap.sandbox import BubblewrapSandbox
from shared.engines.languages import LANGUAGES
from shared.ports.sandbox import Limits, Program

async def main():
    sandbox = BubblewrapSandbox(LANGUAGES, 1)
    print(await sandbox.probe())
    found = await sandbox.run(Program(LANGUAGES["python"], b"print(6 * 7)"), [b""], Limits())
    print(found.outcomes[0].stdout.decode().strip())
    await sandbox.close()

asyncio.run(main())
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="the other tests are the unprivileged ones here")
async def test_it_works_for_an_ordinary_user_as_well(sandbox: BubblewrapSandbox) -> None:
    python = shutil.which("python3", path="/usr/bin")
    if python is None:
        pytest.skip("NOT RUN: no Python that an ordinary user can read")
    with tempfile.TemporaryDirectory() as folder:
        # A copy, since an ordinary user may not be able to read this checkout.
        Path(folder).chmod(0o755)
        copy = shutil.copytree(ROOT / "shared", Path(folder, "shared"), ignore=shutil.ignore_patterns("__pycache__"))
        found = subprocess.run(
            ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", python, "-c", AS_NOBODY],
            cwd=copy.parent,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert found.stdout.split() == ["None", "42"], found.stderr

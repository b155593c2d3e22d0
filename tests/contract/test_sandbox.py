"""The sandbox against programs that mean harm. Nothing here is simulated."""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.adapters.bubblewrap.sandbox import BubblewrapSandbox
from shared.engines.languages import LANGUAGES
from shared.ports.sandbox import MIB, Language, Limits, Outcome, Program, Sandbox, SandboxUnavailable

pytestmark = pytest.mark.anyio

ROOT = Path(__file__).parents[2]
PYTHON, JAVASCRIPT = LANGUAGES["python"], LANGUAGES["javascript"]
C = Language(
    name="c",
    label="C",
    command="gcc",
    version=("{command}", "--version"),
    source_file="main.c",
    compile=("/bin/sh", "-c", "{command} -O1 -pthread -o /tmp/a /box/main.c && cat /tmp/a"),
    run=("/box/program",),
)
QUICK = Limits(cpu_seconds=1, wall_seconds=1.5, memory_bytes=128 * MIB, output_bytes=64 * 1024, processes=40)


def not_run(why: str) -> None:
    """Say that a test has shown nothing; where the tools are required, that is a failure."""
    if os.environ.get("ELLA_REQUIRE_TOOLCHAINS") == "1":
        pytest.fail(why)
    pytest.skip(f"NOT RUN: {why}")


@pytest.fixture(scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    real = BubblewrapSandbox({**LANGUAGES, "c": C}, slots=2)
    missing = await real.probe()
    if missing is None:
        yield real
    await real.close()
    if missing is not None:
        not_run(missing)


async def run(sandbox: Sandbox, language: Language, source: str, stdin: bytes = b"", limits: Limits = QUICK) -> Outcome:
    """Run a program once; a language this machine lacks is not run."""
    try:
        outcome = await sandbox.run(Program(language, source.encode()), [stdin], limits)
    except SandboxUnavailable as error:
        not_run(error.message)
        raise
    assert outcome.compilation.ok, outcome.compilation
    [single] = outcome.outcomes
    assert single.internal_error is None, single
    return single


async def python(sandbox: Sandbox, source: str, limits: Limits = QUICK) -> str:
    """Return what a Python program prints that ends well."""
    outcome = await run(sandbox, PYTHON, source, limits=limits)
    assert outcome.exit_code == 0, outcome
    return outcome.stdout.decode()


# ---- what works


@pytest.mark.parametrize(
    ("language", "source"),
    [
        (PYTHON, "print(input()[::-1])"),
        (JAVASCRIPT, "console.log([...require('fs').readFileSync('/dev/stdin', 'utf8').trim()].reverse().join(''))"),
        (C, '#include <stdio.h>\nint main() { char a[9]; scanf("%5s", a); for (int i = 4; i >= 0;) putchar(a[i--]); }'),
    ],
    ids=lambda value: value.name if isinstance(value, Language) else "",
)
async def test_a_program_reads_its_input_and_prints(sandbox: Sandbox, language: Language, source: str) -> None:
    outcome = await run(sandbox, language, source, b"hello\n")
    assert (outcome.exit_code, outcome.stdout.strip(), outcome.stderr) == (0, b"olleh", b"")
    assert 0 < outcome.cpu_seconds < 1
    assert 1 * MIB < outcome.peak_memory_bytes < 100 * MIB or language is C


@pytest.mark.parametrize(
    ("language", "source", "message"),
    [
        (PYTHON, "def broken(:", "SyntaxError"),
        (PYTHON, "return 1", "outside function"),
        (JAVASCRIPT, "let a = (", "SyntaxError"),
        (C, "int main() { return x; }", "undeclared"),
    ],
)
@pytest.mark.parametrize("stdins", [[b""], []], ids=["run", "compile-only"])
async def test_a_program_that_does_not_compile_never_runs(
    sandbox: Sandbox, language: Language, source: str, message: str, stdins: list[bytes]
) -> None:
    outcome = await sandbox.run(Program(language, source.encode()), stdins, QUICK)
    assert not outcome.compilation.ok
    assert message in outcome.compilation.message
    assert outcome.outcomes == ()


async def test_outcomes_keep_the_order_of_the_inputs(sandbox: Sandbox) -> None:
    program = Program(PYTHON, b"import time; n = int(input()); time.sleep(n % 3 / 20); print(n)")
    inputs = [b"%d" % number for number in range(8)]
    outcome = await sandbox.run(program, inputs, QUICK)
    assert [each.stdout.strip() for each in outcome.outcomes] == inputs


async def test_exit_is_there_and_threads_and_processes_may_be_used(sandbox: Sandbox) -> None:
    source = (
        "import threading, subprocess\n"
        "threads = [threading.Thread(target=print, args=(1,)) for _ in range(8)]\n"
        "[thread.start() for thread in threads]; [thread.join() for thread in threads]\n"
        "print(subprocess.run(['/bin/echo', 'child'], capture_output=True, text=True).stdout)\n"
        "exit(0)\n"
    )
    assert (await python(sandbox, source)).split() == ["1"] * 8 + ["child"]


async def test_deep_recursion_has_the_stack_it_needs(sandbox: Sandbox) -> None:
    assert await python(
        sandbox, "import sys; sys.setrecursionlimit(10**6)\ndef f(n): return n and f(n - 1)\nprint(f(50_000))"
    )
    outcome = await run(sandbox, JAVASCRIPT, "const f = n => n && 1 + f(n - 1); console.log(f(100_000))")
    assert outcome.stdout == b"100000\n"


# ---- what is not to be seen


@pytest.mark.parametrize(
    "path", ["/etc/shadow", "/root", "/home", "/srv/secrets", "/var", "/proc/1/root/root", str(ROOT)]
)
async def test_the_hosts_files_are_not_there(sandbox: Sandbox, path: str) -> None:
    assert await python(sandbox, f"import os; print(os.path.exists({path!r}))") == "False\n"
    read = await run(sandbox, JAVASCRIPT, f"console.log(require('fs').existsSync({path!r}))")
    assert read.stdout == b"false\n"


async def test_only_its_own_processes_and_descriptors_are_visible(sandbox: Sandbox) -> None:
    source = (
        "import os\n"
        "print(sorted(int(p) for p in os.listdir('/proc') if p.isdigit()))\n"
        "print(os.listdir('/proc/self/fd'))\n"
        "print(os.listdir('/box'), os.getuid(), os.getgid(), os.getgroups())\n"
    )
    processes, descriptors, identity = (await python(sandbox, source)).splitlines()
    assert processes == "[1, 2]"
    assert descriptors == "['0', '1', '2', '3']"  # the last is the listing's own
    assert identity.startswith("['main.py'] 1000 1000")


async def test_the_servers_environment_does_not_leak(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELLA_SIGNING_KEY", "must-not-leak")
    fresh = BubblewrapSandbox(LANGUAGES, slots=1)
    source = (
        "import os\nprint(dict(os.environ))\n"
        "print([open(f'/proc/{pid}/environ', 'rb').read() for pid in (1, os.getpid())])\n"
    )
    try:
        seen = await python(fresh, source)
    finally:
        await fresh.close()
    assert "must-not-leak" not in seen
    assert "ELLA" not in seen


# ---- what is not to be changed


async def test_nothing_can_be_written_but_a_small_tmp(sandbox: Sandbox) -> None:
    source = (
        "import os\n"
        "for folder in ('/', '/usr', '/usr/local', '/etc', '/box', '/dev', '/proc', '/proc/sys/kernel', '/lib',\n"
        "               '/bin', '/usr/lib/python3/dist-packages', '/tmp', '/dev/shm'):\n"
        "    try:\n        open(folder + '/new', 'w').close(); print(folder)\n    except OSError: pass\n"
    )
    assert (await python(sandbox, source)).split() == ["/tmp", "/dev/shm"]  # noqa: S108
    filled = (
        "total = 0\n"
        "try:\n"
        "    for n in range(1000):\n"
        "        with open(f'/tmp/{n}', 'wb', buffering=0) as file: total += file.write(bytes(1 << 20))\n"
        "except OSError: pass\n"
        "print(total >> 20)\n"
    )
    # Where a cgroup counts /tmp as well, that limit may come first.
    outcome = await run(sandbox, PYTHON, filled, limits=Limits(memory_bytes=512 * MIB))
    assert int(outcome.stdout) <= 64


async def test_its_own_source_and_input_stay_as_they_were(sandbox: Sandbox) -> None:
    source = (
        "import os\n"
        "for path in ('/box/main.py', '/proc/self/fd/0'):\n"
        "    try:\n        os.write(os.open(path, os.O_WRONLY), b'x'); print(path)\n    except OSError: pass\n"
    )
    assert await python(sandbox, source) == ""


async def test_no_test_sees_what_another_left(sandbox: Sandbox) -> None:
    source = (
        "import os, subprocess\n"
        "print(os.listdir('/tmp') + os.listdir('/dev/shm'), sum(p.isdigit() for p in os.listdir('/proc')))\n"
        "open('/tmp/mark', 'w').close(); open('/dev/shm/mark', 'w').close()\n"
        "subprocess.Popen(['/bin/sleep', '60'], start_new_session=True, stdin=-3, stdout=-3, stderr=-3)\n"
    )
    outcome = await sandbox.run(Program(PYTHON, source.encode()), [b""] * 4, QUICK)
    assert [each.stdout for each in outcome.outcomes] == [b"[] 2\n"] * 4
    assert all(each.wall_seconds < 1 for each in outcome.outcomes), "the program's end is the end of its daemons"


# ---- what is not to be called

REFUSED_CALLS = {
    "ptrace": "libc.ptrace(16, 1, 0, 0)",
    "mount": "libc.mount(b'none', b'/tmp', b'tmpfs', 0, 0)",
    "a new user namespace": "libc.unshare(0x10000000)",
    "a clone with a user namespace": "libc.syscall(56 if x86 else 220, 0x10000011, 0, 0, 0, 0)",
    "clone3": "libc.syscall(435, 0, 0)",
    "bpf": "libc.syscall(321 if x86 else 280, 0, 0, 0)",
    "io_uring": "libc.syscall(425, 8, 0)",
    "keyrings": "libc.syscall(250 if x86 else 219, 0, 0, 0)",
    "memory outside any process": "libc.memfd_create(b'x', 0)",
    "System V shared memory": "libc.shmget(0, 4096, 0o1600)",
    "personality": "libc.personality(0x0040000)",
    "typing into the terminal": "libc.ioctl(0, 0x5412, b'x')",
    "the same through a wider number": "libc.ioctl(0, ctypes.c_ulong(0x100005412), b'x')",
    "killing the first process": "(os.kill(1, 9), print('sent'), libc.ptrace(16, 1, 0, 0))[-1]",
    "becoming root": "libc.setuid(0)",
    "more processes": "libc.prlimit(0, 6, (ctypes.c_ulong * 2)(9999, 9999), 0)",
}


@pytest.mark.parametrize("call", REFUSED_CALLS.values(), ids=REFUSED_CALLS)
async def test_the_kernel_refuses(sandbox: Sandbox, call: str) -> None:
    source = (
        "import ctypes, os\nlibc = ctypes.CDLL(None, use_errno=True)\nx86 = os.uname().machine == 'x86_64'\n"
        f"print({call}, ctypes.get_errno())"
    )
    result, error = (await python(sandbox, source)).split()[-2:]
    assert result == "-1"
    # EPERM, ENOSYS, EINVAL: refused; never ENOTTY or EFAULT, which would mean that the call was looked at.
    assert int(error) in (1, 38, 22)


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET", "AF_VSOCK"])
async def test_there_are_no_sockets_but_local_ones(sandbox: Sandbox, family: str) -> None:
    source = (
        f"import socket\nsocket.socketpair()\ntry: socket.socket(socket.{family})\nexcept OSError: print('refused')"
    )
    assert await python(sandbox, source) == "refused\n"


async def test_node_cannot_reach_the_network(sandbox: Sandbox) -> None:
    source = "require('net').connect(80, '127.0.0.1').on('error', error => console.log(error.code))"
    assert b"EAFNOSUPPORT" in (await run(sandbox, JAVASCRIPT, source)).stdout


async def test_a_call_of_another_architecture_kills_the_program(sandbox: Sandbox) -> None:
    if os.uname().machine != "x86_64":
        not_run("only x86_64 has such calls")
    outcome = await run(sandbox, C, 'int main() { __asm__("int $0x80" : : "a"(20)); return 0; }')
    assert outcome.signal == signal.SIGSYS


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
        "if os.fork() == 0:\n    while time.process_time() < 0.5: pass\n    os._exit(0)\n"
        "time.sleep(0.9)\n"
    )
    outcome = await run(sandbox, PYTHON, source)
    assert outcome.cpu_seconds > 0.35


async def test_zombies_are_reaped(sandbox: Sandbox) -> None:
    source = "import os, time\nfor _ in range(30):\n    if os.fork() == 0: os._exit(0)\ntime.sleep(0.1)"
    assert (await run(sandbox, PYTHON, source)).exit_code == 0
    assert not [line for line in _processes() if "Z" in line and "python3.11" in line]


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


async def test_breaking_the_sandboxes_first_process_gains_nothing(sandbox: Sandbox) -> None:
    source = (
        "import time\n"
        "maps = [line.split() for line in open('/proc/1/maps')]\n"
        "with open('/proc/1/mem', 'r+b', buffering=0) as memory:\n"
        "    for area, mode, *_ in maps:\n"
        "        if 'x' in mode:\n"
        "            start, end = (int(edge, 16) for edge in area.split('-'))\n"
        "            memory.seek(start); memory.write(b'\\xcc' * (end - start))\n"
        "time.sleep(0.2)\n"
        "print('done')\n"
    )
    program = Program(PYTHON, source.encode())
    [outcome] = (await sandbox.run(program, [b""], QUICK)).outcomes
    assert outcome.exit_code != 0 or outcome.stdout == b"done\n"
    assert outcome.internal_error is None, "a program must not be able to pass its failure for ours"


# ---- the machinery


async def test_a_lost_supervisor_is_replaced(sandbox: Sandbox) -> None:
    single = BubblewrapSandbox(LANGUAGES, slots=1)
    try:
        assert (await run(single, PYTHON, "print(1)")).stdout == b"1\n"
        running = asyncio.create_task(single.run(Program(PYTHON, b"import time; time.sleep(9)"), [b""], QUICK))
        await asyncio.sleep(0.3)
        [supervisor] = _supervisors(single)
        os.kill(supervisor, signal.SIGKILL)
        [lost] = (await running).outcomes
        assert "lost" in (lost.internal_error or "")
        assert (await run(single, PYTHON, "print(2)")).stdout == b"2\n"
    finally:
        await single.close()


async def test_programs_run_where_proc_cannot_be_mounted(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.adapters.bubblewrap.sandbox._VARIANTS", [(False, False)])
    bare = BubblewrapSandbox(LANGUAGES, slots=1)
    try:
        source = "import os; print(os.path.exists('/proc/self'))"
        assert (await run(bare, PYTHON, source)).stdout == b"False\n"
        assert (await run(bare, JAVASCRIPT, "console.log(1)")).stdout == b"1\n"
        refused = "import ctypes, os; print(ctypes.CDLL(None).unshare(0x10000000))"
        assert (await run(bare, PYTHON, refused)).stdout == b"-1\n"
    finally:
        await bare.close()


async def test_without_bubblewrap_nothing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.adapters.bubblewrap.sandbox.shutil.which", lambda *_, **__: None)
    bare = BubblewrapSandbox(LANGUAGES, slots=1)
    try:
        assert "not installed" in (await bare.probe() or "")
        with pytest.raises(SandboxUnavailable):
            await bare.run(Program(PYTHON, b"print(1)"), [b""], QUICK)
    finally:
        await bare.close()


async def test_a_machine_that_refuses_namespaces_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as folder:  # pytest's own are for root alone
        refusing = Path(folder, "bwrap")
        refusing.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n")
        refusing.chmod(0o755)
        Path(folder).chmod(0o755)
        reason = await _probe_with(refusing, monkeypatch)
    assert reason == "bubblewrap cannot build a sandbox here: bwrap: No permissions to create new namespace"


async def _probe_with(bwrap: Path, monkeypatch: pytest.MonkeyPatch) -> str | None:
    monkeypatch.setattr("shared.adapters.bubblewrap.sandbox._find_bwrap", lambda: str(bwrap))
    bare = BubblewrapSandbox(LANGUAGES, slots=1)
    try:
        return await bare.probe()
    finally:
        await bare.close()


DRIVER = """
import asyncio, os, sys
sys.path.insert(0, sys.argv[1])
from shared.adapters.bubblewrap.sandbox import BubblewrapSandbox
from shared.engines.languages import LANGUAGES
from shared.ports.sandbox import MIB, Limits, Program
async def main():
    sandbox = BubblewrapSandbox(LANGUAGES, 1)
    print(os.getuid(), await sandbox.probe(), flush=True)
    program = Program(LANGUAGES["python"], sys.argv[2].encode())
    [outcome] = (await sandbox.run(program, [b""], Limits(2, 60, 128 * MIB))).outcomes
    print(outcome.exit_code, outcome.memory_exceeded, outcome.stdout.decode(), flush=True)
    await sandbox.close()
asyncio.run(main())
"""


def _driver(source: str, *, unprivileged: bool = False) -> subprocess.Popen[str]:
    prefix, interpreter = [], sys.executable
    if unprivileged and os.getuid() == 0:
        prefix = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
        interpreter = "/usr/bin/python3"  # this one may live where only root may look
    return subprocess.Popen(
        [*prefix, interpreter, "-W", "error", "-c", DRIVER, str(ROOT), source], stdout=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import os; print(os.getuid(), os.path.exists('/etc/shadow'))", "0 False 1000 False"),
        ("hoard = []\nwhile True: hoard.append(b'x' * (1 << 20))", "None True"),
    ],
    ids=["looks-around", "memory-bomb"],
)
async def test_an_ordinary_user_has_the_same_walls(sandbox: Sandbox, source: str, expected: str) -> None:
    with _driver(source, unprivileged=True) as process:
        out, _ = process.communicate(timeout=30)
    user, result = out.splitlines()[:2]
    assert user.endswith(" None"), user
    assert user != "0 None"
    assert result.strip() in (expected, expected.replace("None True", "1 True"))


async def test_killing_the_server_leaves_no_sandbox_behind(sandbox: Sandbox) -> None:
    with _driver("import time; time.sleep(60)") as process:
        deadline = time.monotonic() + 10
        while len(tree := _tree(process.pid)) < 5:  # server, supervisor, bwrap, its first process, the program
            assert time.monotonic() < deadline, tree
            await asyncio.sleep(0.05)
        process.kill()
        process.communicate()
        while left := [pid for pid in tree if Path(f"/proc/{pid}").exists()]:
            assert time.monotonic() < deadline, left
            await asyncio.sleep(0.05)


def _children(pid: int) -> list[int]:
    try:
        return [
            int(child)
            for thread in os.listdir(f"/proc/{pid}/task")
            for child in Path(f"/proc/{pid}/task/{thread}/children").read_text().split()
        ]
    except OSError:
        return []


def _tree(pid: int) -> list[int]:
    return [pid, *(below for child in _children(pid) for below in _tree(child))]


def _supervisors(sandbox: Sandbox) -> set[int]:
    assert isinstance(sandbox, BubblewrapSandbox)
    return {slot._process.pid for slot in sandbox._slots if slot._process}  # pyright: ignore[reportPrivateUsage]


def _processes() -> list[str]:
    found: list[str] = []
    for pid in _tree(os.getpid()):
        try:
            found.append(Path(f"/proc/{pid}/stat").read_text())
        except OSError:
            continue
    return found

"""What a program in the sandbox can do, see, change and call. Nothing here is simulated."""

import os
import signal

import pytest

from shared.adapters.bubblewrap.sandbox import BubblewrapSandbox
from shared.engines.languages import LANGUAGES
from shared.ports.sandbox import MIB, Input, Language, Limits, Program, Sandbox
from tests.fixtures.sandbox import (
    JAVASCRIPT,
    PYTHON,
    QUICK,
    ROOT,
    C,
    not_run,
    python,
    run,
)

pytestmark = pytest.mark.anyio


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
@pytest.mark.parametrize("inputs", [[Input()], []], ids=["run", "compile-only"])
async def test_a_program_that_does_not_compile_never_runs(
    sandbox: Sandbox, language: Language, source: str, message: str, inputs: list[Input]
) -> None:
    outcome = await sandbox.run(Program(language, source.encode()), inputs, QUICK)
    assert not outcome.compilation.ok
    assert message in outcome.compilation.message
    assert outcome.outcomes == ()


async def test_outcomes_keep_the_order_of_the_inputs(sandbox: Sandbox) -> None:
    program = Program(PYTHON, b"import time; n = int(input()); time.sleep(n % 3 / 20); print(n)")
    numbers = [b"%d" % number for number in range(8)]
    outcome = await sandbox.run(program, [Input(number) for number in numbers], QUICK)
    assert [each.stdout.strip() for each in outcome.outcomes] == numbers


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
    source = "import os\nprint(dict(os.environ))\nprint(open('/proc/self/environ', 'rb').read())\n"
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

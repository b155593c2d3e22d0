"""What a program can do to the first process of its execution, which starts it and tells how it ended."""

import pytest

from shared.ports.sandbox import Input, Program, Sandbox
from tests.fixtures.sandbox import PYTHON, QUICK, python, run

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    "name", ["mem", "environ", "maps", "root", "cwd", "exe", "fd", "fdinfo", "auxv", "io", "stack"]
)
async def test_it_lets_nobody_look_in(sandbox: Sandbox, name: str) -> None:
    source = (
        "import os\n"
        "for look in (os.listdir, os.readlink, lambda path: open(path, 'rb').read(1)):\n"
        f"    try: print(look('/proc/1/{name}'))\n"
        "    except (PermissionError, NotADirectoryError, FileNotFoundError): pass\n"
        "    except OSError as error: assert error.errno in (5, 22), error\n"
    )
    assert await python(sandbox, source) == ""


async def test_it_has_given_up_what_the_program_must_not_have(sandbox: Sandbox) -> None:
    source = (
        "for pid in (1, 'self'):\n"
        "    status = dict(line.split(':', 1) for line in open(f'/proc/{pid}/status'))\n"
        "    print(*(status[f'Cap{kind}'].strip('\\t\\n0') for kind in ('Inh', 'Prm', 'Eff', 'Bnd', 'Amb')), end='')\n"
        "    print(*(status[name].strip() for name in ('NoNewPrivs', 'Seccomp', 'Uid')))\n"
        "print(open('/proc/1/status').read().split('PPid:')[1].split()[0])\n"
    )
    own = "    1 2 1000\t1000\t1000\t1000\n"
    assert await python(sandbox, source) == f"{own}{own}0\n"


async def test_it_is_deaf_to_signals(sandbox: Sandbox) -> None:
    source = (
        "import os, signal\n"
        "for number in signal.valid_signals(): os.kill(1, number)\n"
        "signal.pidfd_send_signal(os.pidfd_open(1), signal.SIGKILL)\n"
        "print('alive')\n"
    )
    assert await python(sandbox, source) == "alive\n"


async def test_killing_everybody_in_sight_ends_the_program_alone(sandbox: Sandbox) -> None:
    source = "import os\nif os.fork() == 0: os.kill(-1, 9)\nimport time; time.sleep(1)"
    outcome = await run(sandbox, PYTHON, source)
    assert outcome.signal == 9
    assert await python(sandbox, "print('next')") == "next\n"


@pytest.mark.parametrize(
    "limit", ["RLIMIT_CPU", "RLIMIT_AS", "RLIMIT_DATA", "RLIMIT_NOFILE", "RLIMIT_STACK", "RLIMIT_NPROC"]
)
async def test_starving_it_makes_no_program_look_better(sandbox: Sandbox, limit: str) -> None:
    source = (
        "import os, resource, time\n"
        f"resource.prlimit(1, resource.{limit}, (0, 0))\n"
        "end = time.monotonic() + 0.3\n"
        "while time.monotonic() < end:\n    if os.fork() == 0: os.fork(); os._exit(0)\n    os.wait()\n"
        "os._exit(3)\n"
    )
    [outcome] = (await sandbox.run(Program(PYTHON, source.encode()), [Input()], QUICK)).outcomes
    assert outcome.exit_code != 0
    assert outcome.internal_error is None, "a program must not be able to pass its failure for ours"
    assert await python(sandbox, "print('next')") == "next\n"


async def test_the_launcher_and_the_supervisor_cannot_be_named(sandbox: Sandbox) -> None:
    source = (
        "import os\n"
        "seen = []\n"
        "for pid in range(3, 3000):\n"
        "    try: os.kill(pid, 0); seen.append(pid)\n    except ProcessLookupError: pass\n"
        "print(seen, os.getsid(0), os.getpgid(0), os.getppid(), os.getpgid(1))\n"
    )
    assert await python(sandbox, source) == "[] 2 2 1 0\n"

"""The supervisor, over tiny real processes."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools.stack.ports import free_ports
from tools.stack.supervisor import Part, StackError, Supervisor

pytestmark = [pytest.mark.anyio, pytest.mark.enable_socket]

ROOT = Path(__file__).resolve().parents[3]
HEALTHY = (
    "import http.server, sys; "
    "print('hello from', sys.argv[1], flush=True); "
    "http.server.HTTPServer(('127.0.0.1', int(sys.argv[2])), http.server.SimpleHTTPRequestHandler).serve_forever()"
)


def part(name, folder, code=HEALTHY, **options):
    port = free_ports([name])[name]
    argv = (sys.executable, "-u", "-c", code, name, str(port))
    health = f"http://127.0.0.1:{port}/"
    return Part(name, argv, health, ready="ready", folder=folder, environment=dict(os.environ), **options)


def lives(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


def until(condition):
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


async def test_parts_run_together_log_to_one_place_and_are_gone_afterwards(tmp_path):
    log = tmp_path / "logs" / "stack.log"
    async with Supervisor([part("one", tmp_path), part("two", tmp_path)], log) as supervisor:
        pids = supervisor.pids
        assert all(map(lives, pids.values()))
    assert not any(map(lives, pids.values()))
    assert {"one       | hello from one", "two       | hello from two"} <= set(log.read_text().splitlines())


async def test_a_part_starts_once_those_before_it_are_ready(tmp_path):
    log = tmp_path / "stack.log"
    async with Supervisor([part("late", tmp_path, after=frozenset({"early"})), part("early", tmp_path)], log):
        text = log.read_text()
    assert text.index("early ready") < text.index("hello from late")


async def test_a_part_that_dies_at_the_start_is_told_with_its_last_words(tmp_path):
    bad = part("bad", tmp_path, code="import sys; print('no such rules'); sys.exit(3)")
    good = part("good", tmp_path)
    supervisor = Supervisor([good, bad], tmp_path / "stack.log")
    with pytest.raises(StackError) as caught:
        async with supervisor:
            pass
    first, *rest = str(caught.value).splitlines()
    assert first.startswith("bad stopped by itself (exit code 3)")
    assert rest == ["  | no such rules"]
    assert not any(map(lives, supervisor.pids.values()))


async def test_a_program_that_is_not_there_is_told(tmp_path):
    missing = Part("ghost", ("no-such-program",), "http://127.0.0.1:1/", "", dict(os.environ))
    with pytest.raises(StackError, match=r"ghost stopped by itself(.|\n)*no-such-program: No such file"):
        async with Supervisor([missing], tmp_path / "stack.log"):
            pass


async def test_a_part_that_dies_later_ends_the_wait(tmp_path):
    async with Supervisor([part("one", tmp_path)], tmp_path / "stack.log") as supervisor:
        os.kill(supervisor.pids["one"], signal.SIGKILL)
        with pytest.raises(StackError, match="one stopped by itself \\(SIGKILL\\)"):
            await supervisor.wait()


async def test_a_part_that_never_gets_ready_says_what_it_answers(tmp_path):
    well = part("well", tmp_path)
    async with Supervisor([well], tmp_path / "well.log"):
        sick = Part("sick", ("sleep", "60"), well.health + "missing", "", well.environment, tmp_path)
        with pytest.raises(StackError, match=r"sick is not ready after 1 s .*404"):
            async with Supervisor([sick], tmp_path / "stack.log", start_seconds=0.6):
                pass


async def test_a_deaf_part_and_its_children_are_killed(tmp_path):
    deaf = (
        "import signal, subprocess, sys; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
        "child = subprocess.Popen(['sleep', '60']); print('child', child.pid, flush=True); " + HEALTHY
    )
    log = tmp_path / "stack.log"
    async with Supervisor([part("deaf", tmp_path, code=deaf, stop_seconds=0.2)], log) as supervisor:
        pid = supervisor.pids["deaf"]
    child = next(int(line.split()[-1]) for line in log.read_text().splitlines() if "child" in line)
    until(lambda: not lives(child))
    assert not lives(pid)


async def test_stopping_while_starting_leaves_nothing(tmp_path):
    never = part("never", tmp_path, code="import time; time.sleep(60)")
    supervisor = Supervisor([never], tmp_path / "stack.log")
    entering = asyncio.create_task(supervisor.__aenter__())
    while not supervisor.pids:
        await asyncio.sleep(0.01)
    entering.cancel()
    with pytest.raises(asyncio.CancelledError):
        await entering
    assert not lives(supervisor.pids["never"])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
async def test_parts_die_with_a_launcher_that_is_killed(tmp_path):
    launcher = f"""
import asyncio, sys
from pathlib import Path
from tests.unit.tools.test_supervisor import part
from tools.stack.supervisor import Supervisor

async def main():
    folder = Path({str(tmp_path)!r})
    async with Supervisor([part("one", folder)], folder / "stack.log") as supervisor:
        print(supervisor.pids["one"], flush=True)
        await supervisor.wait()

asyncio.run(main())
"""
    with subprocess.Popen([sys.executable, "-c", launcher], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        pid = int(process.stdout.readline())
        assert lives(pid)
        process.kill()
    until(lambda: not lives(pid))

"""What keeps the sandbox standing when something breaks."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from shared.adapters.bubblewrap.job import Job
from shared.adapters.bubblewrap.sandbox import BubblewrapSandbox
from shared.adapters.bubblewrap.slot import Slot
from shared.engines.languages import LANGUAGES
from shared.ports.sandbox import Input, Program, Sandbox, SandboxUnavailable
from tests.fixtures.sandbox import (
    JAVASCRIPT,
    PYTHON,
    QUICK,
    ROOT,
    children,
    ended,
    executable,
    family_of,
    gone,
    run,
    supervisor_of,
    supervisors,
    tree,
)

pytestmark = pytest.mark.anyio


FAMILY = 7  # supervisor, bwrap and launcher of the probe; bwrap, launcher, first process and the program itself


# ---- the machinery


async def test_a_lost_supervisor_is_replaced(sandbox: Sandbox) -> None:
    single = BubblewrapSandbox(LANGUAGES, slots=1)
    try:
        assert (await run(single, PYTHON, "print(1)")).stdout == b"1\n"
        running = asyncio.create_task(single.run(Program(PYTHON, b"import time; time.sleep(9)"), [Input()], QUICK))
        [supervisor] = supervisors(single)
        family = await family_of(supervisor, FAMILY)
        os.kill(supervisor, signal.SIGKILL)
        [lost] = (await running).outcomes
        assert "lost" in (lost.internal_error or "")
        assert (await run(single, PYTHON, "print(2)")).stdout == b"2\n"
        await gone(family)
    finally:
        await single.close()


@pytest.mark.parametrize("victim", ["bwrap", "launcher", "first process"])
async def test_what_is_lost_while_a_program_runs_is_replaced(sandbox: Sandbox, victim: str) -> None:
    single = BubblewrapSandbox(LANGUAGES, slots=1)
    try:
        assert (await run(single, PYTHON, "print(1)")).stdout == b"1\n"
        running = asyncio.create_task(single.run(Program(PYTHON, b"import time; time.sleep(9)"), [Input()], QUICK))
        [supervisor] = supervisors(single)
        *_, bwrap, launcher, first, _ = await family_of(supervisor, FAMILY)
        os.kill({"bwrap": bwrap, "launcher": launcher, "first process": first}[victim], signal.SIGKILL)
        [lost] = (await running).outcomes
        if victim == "first process":  # which the program could have ended as well
            assert (lost.signal, lost.internal_error) == (9, None)
        else:
            assert lost.internal_error == "the sandbox has ended"
        assert (await run(single, PYTHON, "print(2)")).stdout == b"2\n"
        assert supervisors(single) == {supervisor}
    finally:
        await single.close()


async def test_a_launcher_lost_while_idle_is_replaced_unnoticed(sandbox: Sandbox) -> None:
    single = BubblewrapSandbox(LANGUAGES, slots=1)
    try:
        assert (await run(single, PYTHON, "print(1)")).stdout == b"1\n"
        [supervisor] = supervisors(single)
        *_, bwrap, launcher = tree(supervisor)
        os.kill(launcher, signal.SIGKILL)
        await ended(bwrap)
        assert (await run(single, PYTHON, "print(2)")).stdout == b"2\n"
    finally:
        await single.close()


BREACHES = {
    "silence": "pass",
    "nonsense": "channel.send(b'hello')",
    "no-descriptor": "channel.send(b'ready')",
    "hanging-up": "send('ready'); channel.recv(1)",
    "nonsense-instead-of-a-start": "send('ready'); channel.recv(1); channel.send(b'hello')",
    "a-start-without-a-process": "send('ready'); channel.recv(1); channel.send(b'started')",
    "an-end-that-is-none": "send('ready'); channel.recv(1); send('started'); channel.send(b'ended 0')",
}


@pytest.mark.parametrize("breach", BREACHES.values(), ids=BREACHES)
async def test_a_launcher_that_breaks_the_protocol_is_no_verdict(sandbox: Sandbox, breach: str) -> None:
    assert isinstance(sandbox, BubblewrapSandbox)
    view = sandbox._toolchains.find(PYTHON).result().view  # pyright: ignore[reportPrivateUsage]
    source = (
        "#!/usr/bin/python3 -IS\nimport os, socket\nchannel = socket.socket(fileno=0)\n"
        "def send(word): socket.send_fds(channel, [word.encode()], [os.pidfd_open(os.getpid())])\n"
    )
    slot = Slot(9)
    try:
        with executable(source + breach) as fake:
            lost = slot.run(Job(replace(view, bwrap=str(fake)), ("/bin/true",), QUICK))
        assert lost.internal_error
        assert (lost.exit_code, lost.time_exceeded) == (None, False)
        assert slot.run(Job(view, ("/bin/true",), QUICK)).exit_code == 0
    finally:
        slot.close()


async def test_a_slot_holds_three_sandboxes_at_most(sandbox: Sandbox) -> None:
    assert isinstance(sandbox, BubblewrapSandbox)
    view = sandbox._toolchains.find(PYTHON).result().view  # pyright: ignore[reportPrivateUsage]
    slot, held = Slot(9), list[int]()
    try:
        for number in (1, 2, 3, 4, 1, 4):
            shown = replace(view, binds=(*view.binds, ("/usr/bin", f"/view{number}")))
            outcome = slot.run(Job(shown, ("/bin/ls", "-d", f"/view{number}"), QUICK))
            assert outcome.stdout == b"/view%d\n" % number
            held.append(len(children(supervisor_of(slot))))
    finally:
        slot.close()
    assert held == [1, 2, 3, 3, 3, 3]


async def test_programs_run_where_proc_cannot_be_mounted(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.adapters.bubblewrap.toolchains._VARIANTS", [(False, False)])
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
    monkeypatch.setattr("shared.adapters.bubblewrap.toolchains.shutil.which", lambda *_, **__: None)
    bare = BubblewrapSandbox(LANGUAGES, slots=1)
    try:
        assert "not installed" in (await bare.probe() or "")
        with pytest.raises(SandboxUnavailable):
            await bare.run(Program(PYTHON, b"print(1)"), [Input()], QUICK)
    finally:
        await bare.close()


async def test_a_machine_that_refuses_namespaces_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with executable("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n") as refusing:
        reason = await _probe_with(refusing, monkeypatch)
    assert reason == "bubblewrap cannot build a sandbox here: bwrap: No permissions to create new namespace"


async def test_a_machine_without_an_interpreter_for_the_launcher_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shared.adapters.bubblewrap.toolchains.candidates", lambda _: iter(()))
    bare = BubblewrapSandbox(LANGUAGES, slots=1)
    try:
        assert await bare.probe() == "bubblewrap cannot build a sandbox here: there is no python3 for its launcher"
    finally:
        await bare.close()


async def test_a_machine_that_gives_no_capabilities_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    bwrap = shutil.which("bwrap")
    script = f'#!/bin/sh\nshift 2; exec {bwrap} --args 4 --cap-drop ALL "$@"\n'
    with executable(script) as powerless:
        reason = await _probe_with(powerless, monkeypatch)
    assert reason == "bubblewrap cannot build a sandbox here: PermissionError: [Errno 1] Operation not permitted"


async def _probe_with(bwrap: Path, monkeypatch: pytest.MonkeyPatch) -> str | None:
    monkeypatch.setattr("shared.adapters.bubblewrap.toolchains._find_bwrap", lambda: str(bwrap))
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
from shared.ports.sandbox import MIB, Input, Limits, Program
async def main():
    sandbox = BubblewrapSandbox(LANGUAGES, 1)
    print(os.getuid(), await sandbox.probe(), flush=True)
    program = Program(LANGUAGES["python"], sys.argv[2].encode())
    [outcome] = (await sandbox.run(program, [Input()], Limits(2, 60, 128 * MIB))).outcomes
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
        family = await family_of(process.pid, 1 + FAMILY)
        process.kill()
        process.communicate()
        await gone(family)

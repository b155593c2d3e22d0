"""What keeps the sandbox standing when something breaks."""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from shared.adapters.bubblewrap.sandbox import BubblewrapSandbox
from shared.engines.languages import LANGUAGES
from shared.ports.sandbox import Input, Program, Sandbox, SandboxUnavailable
from tests.fixtures.sandbox import (
    JAVASCRIPT,
    PYTHON,
    QUICK,
    ROOT,
    run,
    supervisors,
    tree,
)

pytestmark = pytest.mark.anyio


# ---- the machinery


async def test_a_lost_supervisor_is_replaced(sandbox: Sandbox) -> None:
    single = BubblewrapSandbox(LANGUAGES, slots=1)
    try:
        assert (await run(single, PYTHON, "print(1)")).stdout == b"1\n"
        running = asyncio.create_task(single.run(Program(PYTHON, b"import time; time.sleep(9)"), [Input()], QUICK))
        await asyncio.sleep(0.3)
        [supervisor] = supervisors(single)
        os.kill(supervisor, signal.SIGKILL)
        [lost] = (await running).outcomes
        assert "lost" in (lost.internal_error or "")
        assert (await run(single, PYTHON, "print(2)")).stdout == b"2\n"
    finally:
        await single.close()


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
    with tempfile.TemporaryDirectory() as folder:  # pytest's own are for root alone
        refusing = Path(folder, "bwrap")
        refusing.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n")
        refusing.chmod(0o755)
        Path(folder).chmod(0o755)
        reason = await _probe_with(refusing, monkeypatch)
    assert reason == "bubblewrap cannot build a sandbox here: bwrap: No permissions to create new namespace"


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
        deadline = time.monotonic() + 10
        while len(family := tree(process.pid)) < 5:  # server, supervisor, bwrap, its first process, the program
            assert time.monotonic() < deadline, family
            await asyncio.sleep(0.05)
        process.kill()
        process.communicate()
        while left := [pid for pid in family if Path(f"/proc/{pid}").exists()]:
            assert time.monotonic() < deadline, left
            await asyncio.sleep(0.05)

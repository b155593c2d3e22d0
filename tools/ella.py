"""The `ella` command: `up` keeps the local stack serving, `down` stops it, `demo` plays the main job.

`ella audit verify FILE` checks an exported audit log, `ella attempt verify-receipts FILE` the receipts of saves,
`ella score verify FILE` a score bundle, `ella analytics check ASSESSMENT` an assessment's counters. `ella prompts run
CONFIG` tests prompts on their cases.
"""

import argparse
import fcntl
import json
import os
import signal
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress

from shared.config import Backend
from tools.stack import EmulatorMissing, Stack, StackError, running_stack
from tools.stack.stack import LOGS

_STATE = LOGS / "state.json"
_LOCK = LOGS / "up.lock"
_STOP_SECONDS = 30.0


def main() -> int:
    """Run one command; return the exit status."""
    if sys.argv[1:2] == ["audit"]:
        from tools import audit

        return audit.main(sys.argv[2:])
    if sys.argv[1:2] == ["attempt"]:
        from tools import attempt

        return attempt.main(sys.argv[2:])
    if sys.argv[1:2] == ["score"]:
        from tools import score

        return score.main(sys.argv[2:])
    if sys.argv[1:2] == ["analytics"]:
        from tools import analytics

        return analytics.main(sys.argv[2:])
    if sys.argv[1:2] == ["prompts"]:
        from tools import prompts

        return prompts.main(sys.argv[2:])
    parser = argparse.ArgumentParser(prog="ella", description=__doc__)
    parser.add_argument("command", choices=("up", "down", "demo"))
    parser.add_argument("--backend", choices=[each.value for each in Backend], default=Backend.FIREBASE.value)
    arguments = parser.parse_args()
    for stop in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, signal.default_int_handler)
    try:
        if arguments.command == "down":
            return down()
        return {"up": up, "demo": demo}[arguments.command](Backend(arguments.backend))
    except (EmulatorMissing, StackError) as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped")
        return 0 if arguments.command == "up" else 130


def up(backend: Backend) -> int:
    """Keep a seeded stack serving on its fixed ports until told to stop."""
    with _only_one(), running_stack(backend, fixed=True, name="stack") as stack:
        _write_state(stack)
        _print_table(
            [
                ("web app", stack.gateway_url),
                ("API", f"{stack.gateway_url}/v1"),
                ("reference", f"{stack.gateway_url}/reference"),
                ("mails", f"{stack.inbox_url}/messages"),
                ("log", str(stack.logs)),
                *_seeded(stack),
            ]
        )
        print("Ctrl-C or `make down` stops it.", flush=True)
        while stack.failure is None:
            time.sleep(0.2)
    return 0


def down() -> int:
    """Stop the stack that `up` started, from another terminal."""
    if not _LOCK.exists() or _acquired(deadline=0):
        print("nothing is running")
        return 0
    os.kill(_running_pid(), signal.SIGTERM)
    if not _acquired(deadline=time.monotonic() + _STOP_SECONDS):
        raise StackError(f"process {_running_pid()} does not stop; its log is {LOGS / 'stack.log'}")
    print("stopped")
    return 0


def demo(backend: Backend) -> int:
    """Play the main job; without emulators, on the embedded adapters."""
    try:
        return _play(backend)
    except EmulatorMissing as problem:
        print(f"{problem}; playing on the embedded adapters instead")
        return _play(Backend.EMBEDDED)


def _play(backend: Backend) -> int:
    print(f"Starting the local stack ({backend.value}) …", flush=True)
    began = time.monotonic()
    with running_stack(backend, name="demo") as stack:
        print(f"Ready after {time.monotonic() - began:.1f} s at {stack.gateway_url}", flush=True)
        from tools.demo import play

        return play(stack.gateway_url, stack.inbox_url)


def _seeded(stack: Stack) -> list[tuple[str, str]]:
    from tools.demo.api import UnexpectedAnswer
    from tools.seed import seed

    try:
        return seed(stack.gateway_url, stack.inbox_url)
    except UnexpectedAnswer as problem:
        raise StackError(f"the demo data can't be made: {problem}; all output is in {stack.logs}") from problem


def _print_table(rows: list[tuple[str, str]]) -> None:
    width = max(len(label) for label, _ in rows)
    for label, value in rows:
        print(f"  {label:<{width}}  {value}")


@contextmanager
def _only_one() -> Generator[None]:
    """Hold the lock that says a stack is up: the kernel frees it however this process ends."""
    LOGS.mkdir(parents=True, exist_ok=True)
    with _LOCK.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StackError(f"a stack is up already (process {_running_pid()}); `make down` stops it") from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        try:
            yield
        finally:
            _STATE.unlink(missing_ok=True)


def _acquired(deadline: float) -> bool:
    with _LOCK.open() as lock:
        while True:
            with suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
                return True
            if time.monotonic() >= deadline:
                return False
            time.sleep(0.1)


def _running_pid() -> int:
    return int(_LOCK.read_text())


def _write_state(stack: Stack) -> None:
    state = {
        "pid": os.getpid(),
        "backend": stack.backend.value,
        "ports": stack.ports,
        "pids": stack.pids,
        "environment": stack.environment,
    }
    _STATE.write_text(json.dumps(state, indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main())

"""The whole stack as one thing to start and stop."""

import asyncio
import os
import threading
from collections.abc import Callable, Coroutine, Generator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Self

from shared.config import Backend
from tools.stack import finding
from tools.stack.parts import EMULATORS, PROJECT, emulator_parts, gateway_part, mail_part
from tools.stack.ports import fixed_ports, free_ports
from tools.stack.supervisor import Part, StackError, Supervisor

LOGS = finding.ROOT / ".local" / "stack"


class Stack:
    """The emulators (unless embedded), the mail catch-all and the gateway: `async with Stack() as stack`."""

    def __init__(
        self,
        backend: Backend | str = Backend.FIREBASE,
        *,
        gateway: bool = True,
        fixed: bool = False,
        name: str = "stack",
        extra_environment: Mapping[str, str] | None = None,
    ) -> None:
        """Choose fixed or free ports; `extra_environment` is for the parts, `name` names the log."""
        self.backend = Backend(backend)
        self.logs: Path = LOGS / f"{name}.log"
        emulators = EMULATORS if self.backend is Backend.FIREBASE else frozenset()
        names = sorted({"smtp", "inbox", "gateway"} | emulators)
        self.ports = fixed_ports(names, os.environ) if fixed else free_ports(names)
        self.gateway_url = f"http://127.0.0.1:{self.ports['gateway']}"
        self.inbox_url = f"http://127.0.0.1:{self.ports['inbox']}"
        self.environment = self._settings() | dict(extra_environment or {})
        self._gateway = gateway
        self._emulators = emulators
        self._supervisor: Supervisor | None = None

    async def __aenter__(self) -> Self:
        """Start everything; raise EmulatorMissing or StackError with one clear line."""
        self._supervisor = Supervisor(self._parts(), self.logs)
        await self._supervisor.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._supervisor is not None:
            await self._supervisor.stop()

    @property
    def pids(self) -> dict[str, int]:
        """The process id of each running part."""
        return self._supervisor.pids if self._supervisor else {}

    @property
    def failure(self) -> StackError | None:
        """Why the stack went down while it should be running, if it did."""
        return self._supervisor.failure if self._supervisor else None

    async def wait(self) -> None:
        """Return never; raise StackError as soon as a part dies."""
        assert self._supervisor is not None  # noqa: S101
        await self._supervisor.wait()

    def _settings(self) -> dict[str, str]:
        emulators = {
            "FIRESTORE_EMULATOR_HOST": "firestore",
            "PUBSUB_EMULATOR_HOST": "pubsub",
            "FIREBASE_AUTH_EMULATOR_HOST": "auth",
            "STORAGE_EMULATOR_HOST": "storage",
        }
        # Google's storage library alone wants a URL.
        schemes = {"storage": "http://"}
        return {
            "ELLA_PROJECT": PROJECT,
            "GOOGLE_CLOUD_PROJECT": PROJECT,
            "ELLA_BACKEND": self.backend.value,
            "ELLA_DELAY_SCALE": os.environ.get("ELLA_DELAY_SCALE", "0.01"),
            "ELLA_DEFAULT_PLAN": os.environ.get("ELLA_DEFAULT_PLAN", "business"),
            "ELLA_PUBLIC_URL": self.gateway_url,
            "ELLA_SMTP_URL": f"smtp://127.0.0.1:{self.ports['smtp']}",
            "ELLA_INBOX_URL": self.inbox_url,
        } | {
            variable: f"{schemes.get(part, '')}127.0.0.1:{self.ports[part]}"
            for variable, part in emulators.items()
            if part in self.ports
        }

    def gateway(self) -> Part:
        """Return the gateway, for those who start and stop it apart from the rest."""
        return gateway_part(self.ports, self._inherited(), after=frozenset())

    def _inherited(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.endswith("_EMULATOR_HOST")}
        return inherited | {"PYTHONUNBUFFERED": "1"} | self.environment

    def _parts(self) -> list[Part]:
        environment = self._inherited()
        parts = [mail_part(self.ports, environment)]
        if self.backend is Backend.FIREBASE:
            parts += emulator_parts(self.ports, environment)
        if self._gateway:
            # It makes topics and triggers when it starts; it meets the Auth emulator only with the first sign-in.
            parts.append(gateway_part(self.ports, environment, after=self._emulators - {"auth"}))
        return parts


@contextmanager
def running_stack(
    backend: Backend | str = Backend.FIREBASE,
    gateway: bool = True,
    *,
    fixed: bool = False,
    name: str = "tests",
    extra_environment: Mapping[str, str] | None = None,
) -> Generator[Stack]:
    """Run a stack beside synchronous code, on free ports unless `fixed`, its event loop in a thread of its own."""
    stack = Stack(backend, gateway=gateway, fixed=fixed, name=name, extra_environment=extra_environment)
    begun: Future[Callable[[], object]] = Future()
    started: Future[None] = Future()

    def end(task: asyncio.Task[Any]) -> None:
        if stack.failure is None:  # else it is stopping already, and must not be interrupted in that
            task.cancel()

    async def run() -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101
        begun.set_result(partial(asyncio.get_running_loop().call_soon_threadsafe, end, task))
        try:
            async with stack:
                started.set_result(None)
                await stack.wait()
        except BaseException as error:
            if not started.done():
                started.set_exception(error)
            raise

    # The parts die with the thread that started them (see leash.py), so it lives as long as they do.
    thread = threading.Thread(target=_work, args=(run,), name="stack")
    thread.start()
    try:
        started.result()
        yield stack
    except Exception as error:
        # A dead part is why the body failed, whatever the body says.
        if stack.failure and error is not stack.failure:
            raise stack.failure from error
        raise
    finally:
        with suppress(RuntimeError):  # the loop is closed already
            begun.result()()
        thread.join()
    if stack.failure:
        raise stack.failure


def _work(run: Callable[[], Coroutine[Any, Any, None]]) -> None:
    # What went wrong is handed over by `started` and `Stack.failure`.
    with suppress(Exception, asyncio.CancelledError):
        asyncio.run(run())

import os

os.environ.setdefault("ELLA_BACKEND", "embedded")
os.environ.setdefault("ELLA_PROJECT", "demo-ella")
os.environ["ELLA_DEFAULT_PLAN"] = "business"
os.environ.pop("REDIS_URL", None)  # what tests count must not be counted anywhere else

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Iterator
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from tests.fixtures.stage import Stage

if TYPE_CHECKING:
    from tests.fixtures.model_server import ModelServer
    from tools.stack import Stack


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: "tests/browser" in item.nodeid)  # Playwright keeps a loop running from then on


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()  # what all the tests are is not looked through again at each collection


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
async def one_loop(anyio_backend: str) -> AsyncIterator[asyncio.AbstractEventLoop]:
    """The event loop that all tests with a stage share: making one, and its threads, takes longer than many tests."""
    loop = asyncio.get_running_loop()
    yield loop
    await loop.shutdown_default_executor()


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch, one_loop: asyncio.AbstractEventLoop) -> Iterator[Stage]:
    # Rate limits count by the real clock; on a busy machine a test may last from one of their windows into the next.
    now = time.time()
    frozen = SimpleNamespace(time=lambda: now)
    monkeypatch.setattr("limits.aio.storage.memory.time", frozen)
    monkeypatch.setattr("limits.aio.strategies.time", frozen)
    monkeypatch.setattr("shared.runtime.rate_limits.time", frozen.time)
    before = asyncio.all_tasks(one_loop)
    stage = Stage()
    stage.plain = lambda: (len(monkeypatch._setattr), len(monkeypatch._setitem)) == (3, 0)  # the three above
    yield stage
    if left := asyncio.all_tasks(one_loop) - before:
        one_loop.run_until_complete(_cancelled(left))


async def _cancelled(tasks: set[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@pytest.fixture(scope="session")
def models() -> "Iterator[ModelServer]":
    """Models over real HTTP, where the running stack asks for those of OpenAI."""
    from anyio.from_thread import start_blocking_portal

    from tests.fixtures.model_server import model_server

    with start_blocking_portal() as portal, portal.wrap_async_context_manager(model_server()) as serving:
        yield serving


@pytest.fixture(scope="session")
def stack(models: "ModelServer") -> "Iterator[Stack]":
    """The one running stack that contract, emulator and end-to-end tests share."""
    from tools.stack import running_stack

    # Webhooks may call receivers on this machine.
    extra = {
        "ELLA_RATE_LIMITS_SCALE": "1000",
        "ELLA_OUTBOUND_NETWORKS": "127.0.0.1/32",
        "ELLA_PROVIDER_URLS": f"openai={models.base_url}",
    }
    with running_stack(extra_environment=extra) as running:
        yield running

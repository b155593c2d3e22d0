from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from shared.adapters.memory_files import MemoryFiles
from tests.fixtures.file_stores import KEY, Store, cloud
from tests.fixtures.stage import TestClock
from tools.gateway.files import routes


@pytest.fixture(params=["memory", "cloud"])
async def store(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, anyio_backend: str
) -> AsyncIterator[Store]:
    if request.param == "memory":
        clock = TestClock()
        kept = MemoryFiles(KEY, "http://ella.test", clock)
        transport = httpx.ASGITransport(app=Starlette(routes=routes(kept)))
        async with httpx.AsyncClient(transport=transport) as http:
            yield Store(kept, http, clock)
        return
    made = cloud(request.getfixturevalue("emulators").storage, monkeypatch)
    async with httpx.AsyncClient(trust_env=False) as http:
        yield Store(made, http)
    await made.close()

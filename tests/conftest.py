import os

os.environ.setdefault("ELLA_BACKEND", "embedded")
os.environ.setdefault("ELLA_PROJECT", "demo-ella")

import pytest  # noqa: E402

from tests.fixtures.stage import Stage  # noqa: E402


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def stage(anyio_backend: str) -> Stage:
    return Stage()

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from shared.adapters.memory import MemoryStore
from shared.data.store import DocumentStore


@pytest.fixture(params=["memory", "firestore"])
async def store(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, anyio_backend: str
) -> AsyncIterator[DocumentStore]:
    if request.param == "memory":
        made: DocumentStore = MemoryStore()
    else:
        from shared.adapters.firestore import FirestoreStore

        monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", request.getfixturevalue("emulators").firestore)
        made = FirestoreStore(f"demo-{uuid4().hex[:12]}")
    yield made
    await made.close()

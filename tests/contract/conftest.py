from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from shared.adapters.bubblewrap.sandbox import BubblewrapSandbox
from shared.engines.languages import LANGUAGES
from shared.ports.sandbox import Sandbox
from tests.fixtures.sandbox import not_run
from tools.stack import Stack


@dataclass(frozen=True)
class Emulators:
    """Where the running stack's emulators listen."""

    firestore: str
    pubsub: str
    auth: str
    storage: str


@pytest.fixture(scope="session")
def emulators(stack: Stack) -> Emulators:
    return Emulators(
        stack.environment["FIRESTORE_EMULATOR_HOST"],
        stack.environment["PUBSUB_EMULATOR_HOST"],
        stack.environment["FIREBASE_AUTH_EMULATOR_HOST"],
        stack.environment["STORAGE_EMULATOR_HOST"],
    )


@pytest.fixture(scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    real = BubblewrapSandbox(LANGUAGES, slots=2)
    missing = await real.probe()
    if missing is None:
        yield real
    await real.close()
    if missing is not None:
        not_run(missing)

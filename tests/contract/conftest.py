from dataclasses import dataclass

import pytest

from tools.stack import Stack


@dataclass(frozen=True)
class Emulators:
    """Where the running stack's emulators listen."""

    firestore: str
    pubsub: str
    auth: str


@pytest.fixture(scope="session")
def emulators(stack: Stack) -> Emulators:
    return Emulators(
        stack.environment["FIRESTORE_EMULATOR_HOST"],
        stack.environment["PUBSUB_EMULATOR_HOST"],
        stack.environment["FIREBASE_AUTH_EMULATOR_HOST"],
    )

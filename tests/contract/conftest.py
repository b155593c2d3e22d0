from collections.abc import Iterator

import pytest

from tests.contract.emulators import Emulators


@pytest.fixture(scope="session")
def emulators() -> Iterator[Emulators]:
    started = Emulators()
    try:
        yield started
    finally:
        started.stop()

"""What the tests of functions have in common."""

from typing import Any

import pytest

from tests.fixtures.snapshots import beginning


def pytest_pycollect_makeitem(collector: pytest.Module | pytest.Class, name: str, obj: Any) -> None:
    """Play a file's `arrange` once: every untouched stage gets what came of it, as of any other beginning."""
    if name == "arrange" and isinstance(collector, pytest.Module) and obj.__module__ == collector.obj.__name__:
        collector.obj.arrange = beginning(obj)

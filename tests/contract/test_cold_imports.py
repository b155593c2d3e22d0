"""Each function in a process of its own: what it imports before anybody has called it."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from shared.runtime.entry_points import ROOT, function_files

HEAVY = ("google.cloud.storage", "google.pubsub_v1", "firebase_admin", "redis", "aiosmtplib", "httpx", "numpy", "PIL")
"""What no function imports to start; adapters import it when it is used."""

PROBE = """
import json, os, sys
import main, functions_framework.aio, shared.runtime.http, shared.runtime.events
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        getattr(main, line.strip())
        print(json.dumps(sorted(sys.modules)), flush=True)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        print("null", flush=True)
"""
"""Answers each function's name with the modules of a process that serves that function alone: a fork of one that has
imported only what every function needs."""


@pytest.fixture(scope="module")
def probe() -> Iterator[Callable[[str], list[str]]]:
    """Return what tells the modules of the process that serves a function."""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", PROBE], cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        asked, told = process.stdin, process.stdout
        assert asked is not None
        assert told is not None

        def modules(name: str) -> list[str]:
            print(name, file=asked, flush=True)
            found = json.loads(told.readline())
            assert found is not None, f"{name} can't be imported"
            return found

        yield modules


@pytest.mark.parametrize("name", [path.stem for path in function_files()])
def test_a_function_imports_no_other_function_and_nothing_heavy(name: str, probe: Callable[[str], list[str]]) -> None:
    modules = probe(name)
    functions = [each for each in modules if each.startswith("functions.") and each.count(".") == 2]
    assert [each.rpartition(".")[2] for each in functions] == [name]
    assert [each for each in modules if each in HEAVY] == []
    assert [each for each in modules if each.startswith(("tools", "tests"))] == []
    assert [each for each in modules if each.startswith("shared.adapters.")] == []

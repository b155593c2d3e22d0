"""Each function alone: what it imports, and that it answers to its file's name."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from shared.runtime.declare import HttpDeclaration, SubscriberDeclaration
from shared.runtime.entry_points import ROOT, all_declarations, declaration, function_files

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


def test_handler_names_are_unique() -> None:
    names = [path.stem for path in function_files()]
    assert len(names) == len(set(names))


def test_routes_are_unique() -> None:
    routes = [
        (each.method, path)
        for each in all_declarations()
        if isinstance(each, HttpDeclaration)
        for path in (each.path, *each.aliases)
    ]
    assert len(routes) == len(set(routes))


def test_every_event_handler_handles_an_event_or_a_platform_trigger() -> None:
    for path in function_files():
        declared = declaration(path.stem)
        if isinstance(declared, SubscriberDeclaration) and not isinstance(declared.source, type):
            assert path.parent.name == "platform"

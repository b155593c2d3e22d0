"""Each function alone: what it imports, and that it answers to its file's name."""

import json
import subprocess
import sys

import pytest

from shared.runtime.declare import HttpDeclaration, SubscriberDeclaration
from shared.runtime.entry_points import ROOT, declaration, function_files
from tests.matrix.arrangements import declarations

HEAVY = ("google.cloud.storage", "google.pubsub_v1", "firebase_admin", "redis", "aiosmtplib", "httpx", "numpy", "PIL")
"""What no function imports to start; adapters import it when it is used."""

PROBE = """
import json, sys
import main
getattr(main, sys.argv[1])
import shared.runtime.http, shared.runtime.events
print(json.dumps(sorted(sys.modules)))
"""


@pytest.mark.parametrize("name", [path.stem for path in function_files()])
def test_a_function_imports_no_other_function_and_nothing_heavy(name: str) -> None:
    found = subprocess.run([sys.executable, "-c", PROBE, name], cwd=ROOT, capture_output=True, text=True, check=True)
    modules = json.loads(found.stdout)
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
        for each in declarations()
        if isinstance(each, HttpDeclaration)
        for path in (each.path, *each.aliases)
    ]
    assert len(routes) == len(set(routes))


def test_every_event_handler_handles_an_event_or_a_platform_trigger() -> None:
    for path in function_files():
        declared = declaration(path.stem)
        if isinstance(declared, SubscriberDeclaration) and not isinstance(declared.source, type):
            assert path.parent.name == "platform"

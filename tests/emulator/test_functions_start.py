"""Every function starts under functions-framework alone, and answers for itself."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import httpx
import pytest

from shared.runtime.declare import HttpDeclaration
from shared.runtime.entry_points import ROOT, declaration, function_files

ENVIRONMENT = {**os.environ, "ELLA_BACKEND": "embedded", "ELLA_PROJECT": "demo-ella"}

FORKS = """
import json, os, sys
import functions_framework, functions_framework.aio, shared.runtime.http, shared.runtime.events
from starlette.testclient import TestClient
told = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
for line in sys.stdin:
    name, method, path = json.loads(line)
    child = os.fork()
    if child == 0:
        client = TestClient(functions_framework.create_app(name, "main.py", "http"))
        answer = client.request(method, path)
        print(json.dumps([answer.status_code, dict(answer.headers)]), file=told, flush=True)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        print("null", file=told, flush=True)
"""
"""Answers [function, method, path] with the status and the headers of the app that functions-framework makes of it,
in a fork that has imported only what every function needs. What functions log goes to standard error."""

Answer = tuple[int, dict[str, str]]


@pytest.fixture(scope="module")
def asked() -> Iterator[Callable[[str], Answer]]:
    """Return what asks a function that was started in a process of its own."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", FORKS], cwd=ROOT, env=ENVIRONMENT, stdin=pipe, stdout=pipe, text=True
    ) as process:
        questions, answers = process.stdin, process.stdout
        assert questions is not None
        assert answers is not None

        def ask(name: str) -> Answer:
            print(json.dumps([name, *request_of(name)]), file=questions, flush=True)
            answer = json.loads(answers.readline())
            assert answer is not None, f"{name} can't be started"
            return answer[0], answer[1]

        yield ask


@pytest.mark.parametrize("name", [path.stem for path in function_files()])
def test_it_starts_alone(name: str, asked: Callable[[str], Answer]) -> None:
    must_answer_for_itself(name, *asked(name))


@pytest.mark.parametrize(
    "name", ["get_question", "create_chat_completion", "ingest_traces", "score_attempt", "relay_outbox"]
)
def test_it_serves_from_the_command_line(name: str) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "functions_framework", "--target", name, "--host", "127.0.0.1", "--port", str(port)],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        answer = first_answer(process, port, *request_of(name))
        must_answer_for_itself(name, answer.status_code, dict(answer.headers))
    finally:
        os.killpg(process.pid, 15)
        process.communicate(timeout=20)


def request_of(name: str) -> tuple[str, str]:
    """Return the method and the path that a function is asked by."""
    declared = declaration(name)
    if isinstance(declared, HttpDeclaration):
        return declared.method, declared.path.replace("{", "").replace("}", "")
    return "POST", "/"


def must_answer_for_itself(name: str, status: int, headers: dict[str, str]) -> None:
    if isinstance(declaration(name), HttpDeclaration):
        assert headers["x-request-id"]
        assert status < 500
    else:
        # An event that is none is refused, a tick of an idle schedule is done: both by the function itself.
        assert status in (204, 400)


def first_answer(process: subprocess.Popen[bytes], port: int, method: str, path: str) -> httpx.Response:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        assert process.poll() is None, process.stdout.read().decode() if process.stdout else ""
        try:
            return httpx.request(method, f"http://127.0.0.1:{port}{path}", trust_env=False)
        except httpx.TransportError:
            time.sleep(0.02)
    raise AssertionError("it never answered")

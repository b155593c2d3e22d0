"""Every function really starts under functions-framework alone, and answers for itself."""

import os
import socket
import subprocess
import sys
import time

import httpx
import pytest

from shared.runtime.declare import HttpDeclaration
from shared.runtime.entry_points import ROOT, declaration, function_files


@pytest.mark.parametrize("name", [path.stem for path in function_files()])
def test_it_starts_alone(name: str) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "functions_framework", "--target", name, "--host", "127.0.0.1", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "ELLA_BACKEND": "embedded", "ELLA_PROJECT": "demo-ella"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        declared = declaration(name)
        if isinstance(declared, HttpDeclaration):
            answer = first_answer(process, port, declared.method, declared.path.replace("{", "").replace("}", ""))
            assert answer.headers["x-request-id"]
            assert answer.status_code < 500
        else:
            # An event that is none is refused, a tick of an idle schedule is done: both by the function itself.
            assert first_answer(process, port, "POST", "/").status_code in (204, 400)
    finally:
        os.killpg(process.pid, 15)
        process.communicate(timeout=20)


def first_answer(process: subprocess.Popen[bytes], port: int, method: str, path: str) -> httpx.Response:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        assert process.poll() is None, process.stdout.read().decode() if process.stdout else ""
        try:
            return httpx.request(method, f"http://127.0.0.1:{port}{path}", trust_env=False)
        except httpx.TransportError:
            time.sleep(0.02)
    raise AssertionError("it never answered")

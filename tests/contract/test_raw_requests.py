"""What no well-behaved client sends, byte by byte to the servers themselves: refused clearly, and answered at once."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from shared.runtime.entry_points import ROOT
from tools.stack.ports import free_ports

ENDS = b"Host: ella.example\r\nConnection: close\r\n"
JSON = b"Content-Type: application/json\r\n"


@dataclass(frozen=True)
class Server:
    """A server, and what there is to ask of it."""

    port: int
    read: bytes
    change: bytes


@pytest.fixture(scope="module", params=["gateway", "functions-framework"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    port = free_ports(["server"])["server"]
    if request.param == "gateway":
        arguments, read, change = ["tools.gateway"], b"/v1/profile", b"/v1/auth/sign-out"
    else:
        # As deployed: one function, which knows its own path only.
        arguments, read, change = (
            ["functions_framework", "--target", "sign_out"],
            b"/v1/auth/sign-out",
            b"/v1/auth/sign-out",
        )
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments, "--host", "127.0.0.1", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "ELLA_BACKEND": "embedded", "ELLA_PROJECT": "demo-ella"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_until_it_listens(process, port)
        yield Server(port, read, change)
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_until_it_listens(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("it never listened")


def statuses(server: Server, request: bytes) -> list[int]:
    """Send bytes and return the statuses of the answers that come until the server closes; a hang fails."""
    answered = b""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        try:
            connection.sendall(request)
            while piece := connection.recv(65_536):
                answered += piece
        except ConnectionError:
            pass  # closed with some of what we sent unread
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", answered)]


def is_refused(server: Server, request: bytes) -> bool:
    """Tell whether a server answers once, with a 4xx."""
    answers = statuses(server, request)
    return len(answers) == 1 and 400 <= answers[0] < 500


def reading(server: Server, *headers: bytes, path: bytes = b"", method: bytes = b"GET") -> bytes:
    return method + b" " + (path or server.read) + b" HTTP/1.1\r\n" + ENDS + b"".join(headers) + b"\r\n"


def changing(server: Server, *headers: bytes, body: bytes = b"{}", ends: bytes = ENDS) -> bytes:
    return b"POST " + server.change + b" HTTP/1.1\r\n" + ends + JSON + b"".join(headers) + b"\r\n" + body


def test_what_is_well_formed_reaches_the_function(server: Server) -> None:
    assert statuses(server, changing(server, b"Content-Length: 2\r\n")) == [401]


@pytest.mark.parametrize("size", [100_000, 5_000_000])
def test_huge_headers_are_refused(server: Server, size: int) -> None:
    large = [
        reading(server, b"X-Large: " + b"a" * size + b"\r\n"),
        reading(server, b"Cookie: ella-session=" + b"a" * size + b"\r\n"),
        reading(server, *(b"X-%d: a\r\n" % number for number in range(size // 10))),
        reading(server, path=server.read + b"?" + b"a" * size),
    ]
    for request in large:
        # A server that closes with some of it unread may cut off its own answer.
        assert all(400 <= status < 500 for status in statuses(server, request))
    assert statuses(server, changing(server, b"Content-Length: 2\r\n")) == [401]


@pytest.mark.parametrize(
    "method", [b"BREW", b"TRACE", b"PROPFIND", b"get", b"DELETE", b"G\x00T", b"GET /a", b"", b"CONNECT"]
)
def test_odd_methods_are_refused(server: Server, method: bytes) -> None:
    assert is_refused(server, reading(server, method=method))


@pytest.mark.parametrize(
    "path",
    [
        b"/v1/%2e%2e/v1/profile",
        b"/v1/../v1/profile",
        b"/v1/questions/%2e%2e",
        b"/v1/questions/%2e%2e%2fprofile",
        b"/v1/questions/%252e%252e",
        b"//v1//profile",
        b"//evil.example/v1/profile",
        b"http://evil.example/v1/profile",
        b"/v1/profile%00",
        b"/v1/profile%0d%0aX-Tenant-Id:%20a",
        b"/v1/questions/%ff%fe",
        b"/v1/profile;a=b",
        b"/v1/profile/",
        b"/V1/profile",
        b"*",
        b"v1/profile",
    ],
)
def test_paths_that_go_elsewhere_lead_nowhere(server: Server, path: bytes) -> None:
    assert is_refused(server, reading(server, path=path))


@pytest.mark.parametrize(
    "headers",
    [
        b"Authorization: Bearer a\r\nAuthorization: Bearer b\r\n",
        b"Authorization: Bearer a\r\nauthorization: Bearer a\r\n",
        b"X-Tenant-Id: a\r\nX-Tenant-Id: b\r\n",
        b"X-CSRF-Token: a\r\nX-CSRF-Token: b\r\n",
        b"Host: evil.example\r\n",
    ],
)
def test_what_is_said_twice_is_refused_before_anybody_looks_at_it(server: Server, headers: bytes) -> None:
    assert statuses(server, changing(server, headers, b"Content-Length: 2\r\n")) == [400]


@pytest.mark.parametrize(
    "headers",
    [
        b"Content-Length: 2\r\nContent-Length: 40\r\n",
        b"Content-Length: 2, 40\r\n",
        b"Content-Length: -1\r\n",
        b"Content-Length: +2\r\n",
        b"Content-Length: 0x2\r\n",
        b"Content-Length: 2\r\nTransfer-Encoding: xchunked\r\n",
        b"Content-Length: 2\r\nTransfer-Encoding : chunked\r\n",
        b"Content-Length: 2\r\nTransfer-Encoding: chunked, identity\r\n",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
        b"Content-Length: 2\r\n X-Folded: a\r\nTransfer-Encoding: chunked\r\n",
        b"X-Split: a\rX-Tenant-Id: b\r\nContent-Length: 2\r\n",
        b"X-Nul: a\x00b\r\nContent-Length: 2\r\n",
        b"Transfer-Encoding: chunked\r\nX: no chunk follows\r\n",
    ],
)
def test_a_body_whose_end_can_be_read_in_two_ways_is_refused(server: Server, headers: bytes) -> None:
    assert is_refused(server, changing(server, headers))


@pytest.mark.parametrize("ends", [ENDS, b"Host: ella.example\r\n"])
def test_nothing_is_smuggled_behind_a_body_that_is_framed_twice(server: Server, ends: bytes) -> None:
    smuggled = b"0\r\n\r\nGET /v1/health HTTP/1.1\r\nHost: ella.example\r\n\r\n"
    framed = b"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n" % len(smuggled)
    assert statuses(server, changing(server, framed, body=smuggled, ends=ends)) == [400]


@pytest.mark.parametrize(
    "request_",
    [b"GET /v1/profile\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", b"GET /v1/profile HTTP/1.1\r\n\r\n"],
)
def test_what_is_no_http_is_refused(server: Server, request_: bytes) -> None:
    assert is_refused(server, request_)


@pytest.mark.parametrize("value", [b"Bearer \xff\xfe", b"Bearer\r\n a", b"Bearer", b"Bearer " + b"a." * 2_000])
def test_a_credential_of_odd_bytes_is_refused(server: Server, value: bytes) -> None:
    assert is_refused(server, changing(server, b"Authorization: " + value + b"\r\n", b"Content-Length: 2\r\n"))
    assert is_refused(
        server,
        changing(server, b"Cookie: ella-session=" + value.replace(b"\r\n", b"") + b"\r\n", b"Content-Length: 2\r\n"),
    )

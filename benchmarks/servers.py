"""Start a function as it is deployed, under functions-framework alone, and measure it."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(source: Path, target: str, environment: Mapping[str, str]) -> Iterator[int]:
    """Serve one function; yield its port at once, before it answers."""
    port = free_port()
    command = [sys.executable, "-m", "functions_framework", "--target", target, "--source", str(source)]
    process = subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", str(port)],
        cwd=source.parent,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def request_bytes(method: str, path: str, headers: Mapping[str, str], body: bytes) -> bytes:
    """Return one HTTP/1.1 request."""
    lines = [f"{method} {path} HTTP/1.1", "host: 127.0.0.1", f"content-length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def seconds_to_first_answer(port: int, request: bytes, began: float) -> float:
    """Return the time until the first 2xx, polling a port that is not open yet."""
    while time.perf_counter() - began < 60:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
                connection.sendall(request)
                status = connection.recv(64)
                if status.split(b" ", 2)[1:2] and status.split(b" ", 2)[1].startswith(b"2"):
                    return time.perf_counter() - began
                raise RuntimeError(f"unexpected answer: {status!r}")
        except (ConnectionRefusedError, ConnectionResetError):
            time.sleep(0.002)
    raise RuntimeError("no answer within 60 s")


def cold_start(source: Path, target: str, environment: Mapping[str, str], request: bytes) -> float:
    """Return the seconds from starting the process to its first answer."""
    began = time.perf_counter()
    with served(source, target, environment) as port:
        return seconds_to_first_answer(port, request, began)


def throughput(port: int, request: bytes, *, connections: int = 64, seconds: float = 4.0) -> float:
    """Return answers per second over keep-alive connections; every answer must be a 2xx."""
    return asyncio.run(_throughput(port, request, connections, seconds))


async def _throughput(port: int, request: bytes, connections: int, seconds: float) -> float:
    loop = asyncio.get_running_loop()
    answered = 0
    began = loop.time()

    async def worker() -> None:
        nonlocal answered
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            while loop.time() - began < seconds:
                writer.write(request)
                head = await reader.readuntil(b"\r\n\r\n")
                if not head.startswith((b"HTTP/1.1 2",)):
                    raise RuntimeError(head.split(b"\r\n", 1)[0].decode())
                await _read_body(reader, head.lower())
                answered += 1
                if b"connection: close" in head.lower():
                    writer.close()
                    reader, writer = await asyncio.open_connection("127.0.0.1", port)
        finally:
            writer.close()

    await asyncio.gather(*(worker() for _ in range(connections)))
    return answered / (loop.time() - began)


async def _read_body(reader: asyncio.StreamReader, head: bytes) -> None:
    for line in head.split(b"\r\n"):
        if line.startswith(b"content-length:"):
            await reader.readexactly(int(line.partition(b":")[2]))
            return
        if line.startswith(b"transfer-encoding: chunked"):
            while size := int((await reader.readline()).strip() or b"0", 16):
                await reader.readexactly(size + 2)
            await reader.readline()
            return

"""Arize Phoenix (Elastic License 2.0, PyPI `arize-phoenix`): installed beside Ella and started, never imported."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from benchmarks.peers import PeerMissing
from benchmarks.servers import free_port

VERSION = "20.26.1"
_ROOT = Path(__file__).resolve().parents[2]
_HOME = _ROOT / ".local" / "peers" / f"phoenix-{VERSION}"
_PYTHON = _HOME / "bin" / "python"
_WAIT = 180.0


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Install Phoenix where it is missing and serve it on SQLite in a folder; yield its URL, or raise PeerMissing."""
    _install()
    port = free_port()
    log = (folder / "phoenix.log").open("w")
    environment = {
        **os.environ,
        "PHOENIX_HOST": "127.0.0.1",
        "PHOENIX_PORT": str(port),
        "PHOENIX_GRPC_PORT": str(free_port()),
        "PHOENIX_WORKING_DIR": str(folder),
        "PHOENIX_TELEMETRY_ENABLED": "false",
    }
    process = subprocess.Popen(
        [str(_HOME / "bin" / "phoenix"), "serve"],
        env=environment,
        cwd=folder,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _await(url, process)
        yield url
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        log.close()


async def readable(http: httpx.AsyncClient) -> int:
    """Return how many spans Phoenix has stored."""
    query = "{ projects { edges { node { recordCount } } } }"
    answer = (await http.post("/graphql", json={"query": query})).json()
    return sum(edge["node"]["recordCount"] for edge in answer["data"]["projects"]["edges"])


def _await(url: str, process: subprocess.Popen[bytes]) -> None:
    began = time.monotonic()
    while time.monotonic() - began < _WAIT:
        if process.poll() is not None:
            raise PeerMissing("Phoenix has ended; its log is in the run's folder")
        try:
            if httpx.get(f"{url}/healthz", trust_env=False, timeout=5).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise PeerMissing(f"Phoenix did not answer within {_WAIT:.0f} s")


def _install() -> None:
    marker = _HOME / ".ready"
    if marker.exists():
        return
    shutil.rmtree(_HOME, ignore_errors=True)
    print(f"installing arize-phoenix {VERSION} into {_HOME.relative_to(_ROOT)} …", flush=True)
    for command in (
        (sys.executable, "-m", "venv", str(_HOME)),
        (str(_PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", f"arize-phoenix=={VERSION}"),
    ):
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            last = (done.stderr.strip() or done.stdout.strip() or "no reason given").splitlines()[-1]
            raise PeerMissing(f"arize-phoenix could not be installed ({last})")
    marker.touch()

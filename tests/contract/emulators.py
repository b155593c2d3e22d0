"""The emulators of one test session, each started when first asked for."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from functools import cached_property
from glob import glob
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CLOUD_SDK = "/usr/lib/google-cloud-sdk/platform"
JVM = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
FIRESTORE_MAIN = "com.google.cloud.datastore.emulator.firestore.CloudFirestore"
START_SECONDS = 60


class Emulators:
    """Host strings (`127.0.0.1:port`); one that runs already and is named by the environment is used as it is."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="ella-emulators-"))
        self._processes: list[subprocess.Popen[bytes]] = []

    @cached_property
    def firestore(self) -> str:
        return given("FIRESTORE") or self._start_firestore(free_port())

    @cached_property
    def pubsub(self) -> str:
        return given("PUBSUB") or self._start_pubsub(free_port())

    @cached_property
    def auth(self) -> str:
        return given("FIREBASE_AUTH") or self._start_auth()

    def _start_firestore(self, port: int) -> str:
        jar = found(f"{CLOUD_SDK}/cloud-firestore-emulator/cloud-firestore-emulator.jar")
        command = ["java", *JVM, "-cp", jar, FIRESTORE_MAIN, "--host", "127.0.0.1", "--port", str(port)]
        return self._running("Firestore", command, port)

    def _start_pubsub(self, port: int) -> str:
        jar = found(f"{CLOUD_SDK}/pubsub-emulator/lib/cloud-pubsub-emulator-*-all.jar")
        command = ["java", *JVM, "-jar", jar, "--host=127.0.0.1", f"--port={port}"]
        return self._running("Pub/Sub", command, port)

    def _start_auth(self) -> str:
        ports = {name: free_port() for name in ("auth", "hub", "logging")}
        places = {name: {"host": "127.0.0.1", "port": port} for name, port in ports.items()}
        settings = {"emulators": {**places, "ui": {"enabled": False}, "singleProjectMode": False}}
        (self._folder / "firebase.json").write_text(json.dumps(settings))
        folder = os.environ.get("ELLA_FIREBASE_TOOLS", str(ROOT / "node_modules" / "firebase-tools"))
        script = found(f"{folder}/lib/bin/firebase.js")
        command = ["node", script, "emulators:start", "--only", "auth", "--project", "demo-ella"]
        return self._running("Auth", command, ports["auth"])

    def stop(self) -> None:
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.wait(timeout=30)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _running(self, name: str, command: list[str], port: int) -> str:
        if shutil.which(command[0]) is None:
            raise RuntimeError(f"{command[0]} is needed for the {name} emulator and is not installed")
        log = self._folder / f"{port}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(command, cwd=self._folder, stdout=output, stderr=output)
        self._processes.append(process)
        host = f"127.0.0.1:{port}"
        for _ in range(START_SECONDS * 10):
            if process.poll() is not None:
                break
            if answers(host):
                return host
            time.sleep(0.1)
        raise RuntimeError(f"the {name} emulator did not start:\n{log.read_text()[-2000:]}")


def given(name: str) -> str | None:
    """Return the host of an emulator that runs already."""
    return os.environ.get(f"ELLA_TEST_{name}_EMULATOR_HOST")


def found(pattern: str) -> str:
    """Return the newest file of a pattern."""
    matches = sorted(glob(pattern))
    if not matches:
        raise RuntimeError(f"{pattern} is missing: these tests need it")
    return matches[-1]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def answers(host: str) -> bool:
    """Return whether the emulator answers HTTP."""
    try:
        with urllib.request.urlopen(f"http://{host}/", timeout=2):
            return True
    except OSError:
        return False

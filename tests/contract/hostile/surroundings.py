"""What lies around the sandbox: things to reach for, and whether any was reached or anything has changed."""

import os
import re
import secrets
import socket
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Self

from tests.fixtures.sandbox import ROOT, tree

KEY = 0x5EA_F00D  # of the System V objects that programs try to make
MARK = "ella-hostile-mark"  # every file a program tries to leave outside is called so
_WRITABLE = ("/", "/tmp", "/var/tmp", "/dev/shm", "/run", "/home", "/root", "/etc", "/usr/local")  # noqa: S108
_AT_REST = 96 * 1024 * 1024  # more than a supervisor needs
_SECONDS_TO_SETTLE = 5.0  # the kernel takes mounts and memory back when it likes


class Surroundings:
    """Secrets, listening sockets and a victim process outside, made before the sandbox starts."""

    def __init__(self) -> None:
        self.secret = f"ella-secret-{secrets.token_hex(16)}"
        os.environ["ELLA_SIGNING_KEY"] = self.secret
        self._folder = tempfile.TemporaryDirectory()
        Path(self._folder.name).chmod(0o755)
        self.file = Path(self._folder.name, "secret")
        self.file.write_text(self.secret)
        path, abstract = f"{self._folder.name}/socket", f"\0ella-{secrets.token_hex(4)}"
        self._listeners = [
            _listening(socket.AF_INET, ("127.0.0.1", 0)),
            _listening(socket.AF_UNIX, path),
            _listening(socket.AF_UNIX, abstract),
        ]
        Path(path).chmod(0o777)
        user = 60000 if os.getuid() == 0 else None  # the first slot's own
        self._victim = subprocess.Popen(["/bin/sleep", "3600"], user=user)
        self._placeholders = {
            "@FILE@": str(self.file),
            "@PORT@": str(self._listeners[0].getsockname()[1]),
            "@SOCKET@": path,
            "@ABSTRACT@": abstract[1:],
            "@PID@": str(self._victim.pid),
            "@MARK@": MARK,
        }
        self._before: dict[str, object] = {}

    def close(self) -> None:
        """Take everything away again."""
        self._victim.kill()
        self._victim.wait()
        for listener in self._listeners:
            listener.close()
        self._folder.cleanup()
        del os.environ["ELLA_SIGNING_KEY"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def name(self, source: str) -> str:
        """Return the source with the places outside that it is to reach for."""
        for placeholder, value in self._placeholders.items():
            source = source.replace(placeholder, value)
        return source

    def remember(self) -> None:
        """Take the present state for what it must come back to."""
        self._before = {name: look() for name, look in self._looks().items()}

    def assert_untouched(self) -> None:
        """Assert that nothing outside was reached, changed or left behind."""
        assert self._victim.poll() is None, "a process outside was killed"
        for listener in self._listeners:
            try:
                listener.accept()[0].close()
            except BlockingIOError:
                continue
            raise AssertionError(f"a program reached {listener.getsockname()}")
        assert self.file.read_text() == self.secret
        for name, look in self._looks().items():
            deadline = time.monotonic() + _SECONDS_TO_SETTLE
            before = self._before[name]
            while not _unchanged(before, now := look()) and time.monotonic() < deadline:
                time.sleep(0.05)
            assert _unchanged(before, now), f"{name} changed: {now}"

    @property
    def memory_is_counted(self) -> bool:
        """Whether a cgroup counts what the sandbox uses, apart from what we use ourselves."""
        return bool(_memory_groups())

    def _looks(self) -> dict[str, Callable[[], object]]:
        return {
            "processes below the server": lambda: Counter(map(_command, tree(os.getpid()))),
            "cgroups": lambda: len(_memory_groups()),
            "memory of the cgroups": self._memory_has_grown,
            "descriptors": lambda: Counter(map(_kind, os.listdir("/proc/self/fd"))),
            "environment": lambda: {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"},
            "working folder": os.getcwd,
            "limits": lambda: Path("/proc/self/limits").read_text(),
            "files": _marks,
            "System V objects": lambda: [kind for kind in ("shm", "sem", "msg") if _exists(kind)],
        }

    def _memory_has_grown(self) -> bool:
        return any(_bytes_used(group) > _AT_REST for group in _memory_groups())


def _unchanged(before: object, now: object) -> bool:
    """Whether they are the same; of what is counted there may be less."""
    return now <= before if isinstance(now, Counter) and isinstance(before, Counter) else now == before


def _listening(family: socket.AddressFamily, address: str | tuple[str, int]) -> socket.socket:
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.bind(address)
    listener.listen()
    listener.setblocking(False)
    return listener


def _command(pid: int) -> str:
    try:
        name, _, rest = Path(f"/proc/{pid}/stat").read_text().partition("(")[2].rpartition(")")
    except OSError:
        return "gone"
    return f"{name}, unreaped" if rest.split()[0] == "Z" else name


def _kind(number: str) -> str:
    try:
        return re.sub(r"\d+", "", os.readlink(f"/proc/self/fd/{number}"))
    except OSError:  # the listing's own
        return ""


def _marks() -> list[str]:
    folders = (*_WRITABLE, str(ROOT), os.getcwd(), tempfile.gettempdir())
    return [str(path) for folder in folders for path in Path(folder).glob(f"*{MARK}*")]


def _exists(kind: str) -> bool:
    lines = Path(f"/proc/sysvipc/{kind}").read_text().splitlines()[1:]
    return any(int(line.split()[0]) == KEY for line in lines)


def _memory_groups() -> set[Path]:
    """Return the memory cgroups of the processes below us but our own, and those below these."""
    groups = {_memory_group(str(pid)) for pid in tree(os.getpid())} - {None, _memory_group("self")}
    return {path for group in groups if group for path in (group, *group.rglob("*")) if path.is_dir()}


def _memory_group(pid: str) -> Path | None:
    try:
        lines = Path(f"/proc/{pid}/cgroup").read_text().splitlines()
    except OSError:
        return None
    found: dict[str, str] = {}
    for line in lines:
        _, names, path = line.split(":", 2)
        found[names] = path
    if "memory" in found:
        return Path("/sys/fs/cgroup/memory", found["memory"].lstrip("/"))
    return Path("/sys/fs/cgroup", found.get("", "/").lstrip("/"))


def _bytes_used(group: Path) -> int:
    """Return what programs hold: all but the cached pages of files, charged to whoever read them first."""
    for name, cached in (("memory.usage_in_bytes", "cache"), ("memory.current", "file")):
        if (group / name).exists():
            in_all = int((group / name).read_text())
            stat = dict(line.split() for line in (group / "memory.stat").read_text().splitlines())
            return in_all - int(stat[cached]) + int(stat["shmem"])
    return 0

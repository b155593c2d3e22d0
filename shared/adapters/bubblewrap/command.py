"""bubblewrap's arguments: the walls of one sandbox."""

import os
from dataclasses import dataclass

from shared.adapters.bubblewrap.job import Job

_MIB = 1024 * 1024
_SHARED_MEMORY_BYTES = 16 * _MIB
_ENVIRONMENT = {"HOME": "/tmp", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "TMPDIR": "/tmp"}  # noqa: S108
ETC = {
    "/etc/passwd": b"root:x:0:0::/:/bin/false\nprogram:x:1000:1000::/tmp:/bin/false\n",
    "/etc/group": b"root:x:0:\nprogram:x:1000:\n",
    "/etc/hosts": b"127.0.0.1 localhost\n",
    "/etc/nsswitch.conf": b"passwd: files\ngroup: files\nhosts: files\n",
}


@dataclass(frozen=True, slots=True)
class Descriptors:
    """The numbers bwrap finds its files under; `files` maps paths inside to them."""

    seccomp: int
    status: int
    gate: int
    files: dict[str, int]


def arguments(job: Job, descriptors: Descriptors) -> bytes:
    """Return what bwrap reads through `--args`: everything but the program's own argument list."""
    words = [
        *("--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"),
        *("--unshare-cgroup-try", "--uid", "1000", "--gid", "1000", "--hostname", "sandbox"),
        *("--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv"),
        *(["--disable-userns"] if job.seal_user_namespaces else []),
    ]
    for name, value in {**_ENVIRONMENT, **job.environment}.items():
        words += ["--setenv", name, value]
    words += _file_system(job)
    for path, number in descriptors.files.items():
        words += ["--perms", "0555", "--file", str(number), path]
    words += ["--remount-ro", "/", "--chdir", "/tmp"]  # noqa: S108
    words += ["--seccomp", str(descriptors.seccomp)]
    words += ["--json-status-fd", str(descriptors.status), "--block-fd", str(descriptors.gate)]
    return b"".join(os.fsencode(word) + b"\0" for word in words)


def _file_system(job: Job) -> list[str]:
    words = ["--ro-bind", "/usr", "/usr"]
    for path in ("/bin", "/lib", "/lib64", "/sbin"):
        if os.path.islink(path):
            words += ["--symlink", os.readlink(path), path]
        elif os.path.exists(path):
            words += ["--ro-bind", path, path]
    words += ["--tmpfs", "/usr/local"]
    for path, inside in job.binds:
        words += ["--ro-bind", path, inside]
    for path in job.covers:
        words += ["--tmpfs", path, "--remount-ro", path]
    words += ["--remount-ro", "/usr/local", "--dir", "/etc", "--dir", "/box"]
    words += ["--ro-bind-try", "/etc/alternatives", "/etc/alternatives"]
    words += _writable("/tmp", job.limits.temporary_bytes)  # noqa: S108
    # bwrap leaves its /dev a writable tmpfs without a limit.
    words += ["--dev", "/dev", *_writable("/dev/shm", _SHARED_MEMORY_BYTES), "--remount-ro", "/dev"]  # noqa: S108
    if job.mount_proc:
        words += ["--proc", "/proc"]
    return words


def _writable(path: str, size: int) -> list[str]:
    return ["--perms", "1777", "--size", str(size), "--tmpfs", path]

"""bwrap's arguments: the walls of a held sandbox."""

import os

from shared.adapters.bubblewrap.job import View

ETC = {
    "/etc/passwd": b"root:x:0:0::/:/bin/false\nprogram:x:1000:1000::/tmp:/bin/false\n",
    "/etc/group": b"root:x:0:\nprogram:x:1000:\n",
    "/etc/hosts": b"127.0.0.1 localhost\n",
    "/etc/nsswitch.conf": b"passwd: files\ngroup: files\nhosts: files\n",
}


def arguments(view: View, files: dict[str, int]) -> bytes:
    """Return what bwrap reads through `--args`; `files` maps paths inside to the descriptors of their content.

    The capabilities are for the launcher, which makes each execution's own walls inside of these: they hold in the
    sandbox's user namespace alone, and no program gets any.
    """
    words = [
        *("--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"),
        *("--unshare-cgroup-try", "--uid", "1000", "--gid", "1000", "--hostname", "sandbox"),
        *("--die-with-parent", "--new-session", "--as-pid-1", "--cap-add", "ALL", "--clearenv"),
        *(["--disable-userns"] if view.seal_user_namespaces else []),
    ]
    words += _file_system(view)
    for path, number in files.items():
        words += ["--perms", "0555", "--file", str(number), path]
    words += ["--remount-ro", "/", "--chdir", "/"]
    return b"".join(os.fsencode(word) + b"\0" for word in words)


def _file_system(view: View) -> list[str]:
    words = ["--ro-bind", "/usr", "/usr"]
    for path in ("/bin", "/lib", "/lib64", "/sbin"):
        if os.path.islink(path):
            words += ["--symlink", os.readlink(path), path]
        elif os.path.exists(path):
            words += ["--ro-bind", path, path]
    words += ["--tmpfs", "/usr/local"]
    for path, inside in view.binds:
        words += ["--ro-bind", path, inside]
    for path in view.covers:
        words += ["--tmpfs", path, "--remount-ro", path]
    words += ["--remount-ro", "/usr/local", "--dir", "/etc", "--dir", "/box", "--dir", "/tmp"]  # noqa: S108
    # Without its cache the dynamic loader looks for each library in a dozen folders.
    for path in ("/etc/alternatives", "/etc/ld.so.cache"):
        words += ["--ro-bind-try", path, path]
    # bwrap leaves its /dev a writable tmpfs without a limit.
    words += ["--dev", "/dev", "--remount-ro", "/dev"]
    if view.mount_proc:
        words += ["--proc", "/proc"]
    return words

"""The program a held sandbox consists of: it gives every execution namespaces of its own.

It is the first process inside bwrap, with every capability there and none outside, and no program ever sees it. The
supervisor passes its source to an interpreter of the sandbox; so it stands alone, and imports as little as it can, for
each execution begins as a copy of it. A request reaches it as descriptors only: it never holds a byte of one that the
copy for another could find.

Its arguments are the number of the system call `clone` and the descriptor of the system call filter; standard input is
a socket that keeps messages apart. It says `ready` with a pidfd of itself; then, for each request, `started` with a
pidfd of the execution's first process, and once that and all it left are gone `ended`, with its wait status, CPU
seconds and peak memory in bytes.
"""

import ctypes
import os
import resource
import sys
from _socket import CMSG_SPACE, MSG_CMSG_CLOEXEC, SCM_RIGHTS, SOL_SOCKET, socket  # `socket` would import far more

_SIGKILL, _SIGCHLD = 9, 17
_NEW_MOUNTS = 0x00020000
_NEW_NAMESPACES = _NEW_MOUNTS | 0x08000000 | 0x20000000 | 0x40000000  # IPC, processes, network
_READ_ONLY, _NO_SUID, _NO_DEVICES, _NO_PROGRAMS, _REMOUNT = 1, 2, 4, 8, 32
_BIND, _RECURSIVE, _PRIVATE = 1 << 12, 1 << 14, 1 << 18
_DEVICES = ("full", "null", "pts", "random", "tty", "urandom", "zero")
_SET_DEATH_SIGNAL, _SET_DUMPABLE, _SET_SECCOMP, _DROP_BOUNDING, _SET_NO_NEW_PRIVILEGES, _AMBIENT = 1, 4, 22, 24, 38, 47
_FILTER_MODE, _CLEAR_AMBIENT = 2, 4
_CAPABILITIES_VERSION_3 = 0x20080522
_PYTHON_HANDLES = (2, 13, 25)  # SIGINT by raising, SIGPIPE and SIGXFSZ by ignoring: programs get the default again
_REQUEST_DESCRIPTORS = 6
_NO_SUCH_COMMAND = 127

_libc = ctypes.CDLL(None, use_errno=True)


class _FilterProgram(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_char_p)]


def main() -> None:
    """Serve requests until the supervisor closes the channel."""
    clone, filter_descriptor = map(int, sys.argv[1:])
    code = os.read(filter_descriptor, 1 << 16)
    os.closerange(3, 1024)
    os.umask(0o022)
    for number in _PYTHON_HANDLES:
        _libc.signal(number, 0)
    _prepare_mounts()
    _prepare_rights()
    # bwrap has asked for this with --die-with-parent, but the kernel forgets it where capabilities are given.
    _checked(_libc.prctl(_SET_DEATH_SIGNAL, _SIGKILL, 0, 0, 0))
    channel = socket(fileno=0)
    _tell(channel, b"ready", os.getpid())
    while True:
        _, ancillary, _, _ = channel.recvmsg(1, CMSG_SPACE(4 * _REQUEST_DESCRIPTORS), MSG_CMSG_CLOEXEC)
        if not ancillary:
            return
        descriptors = memoryview(ancillary[0][2]).cast("i").tolist()
        pid = _checked(_libc.syscall(clone, _NEW_NAMESPACES | _SIGCHLD, 0, 0, 0, 0))
        if not pid:
            _execute(code, *descriptors)
        _tell(channel, b"started", pid)
        for number in descriptors:
            os.close(number)
        _, status, used = os.wait4(pid, 0)
        cpu_seconds, memory = used.ru_utime + used.ru_stime, used.ru_maxrss * 1024
        channel.send(b"ended %d %f %d" % (status, cpu_seconds, memory))


def _tell(channel: socket, word: bytes, pid: int) -> None:
    process = os.pidfd_open(pid)
    channel.sendmsg([word], [(SOL_SOCKET, SCM_RIGHTS, process.to_bytes(4, sys.byteorder))])
    os.close(process)


def _checked(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


# ---- what every execution inherits


def _prepare_mounts() -> None:
    """Let nobody change the devices' modes and times, which all executions and partly the host share."""
    _checked(_libc.unshare(_NEW_MOUNTS))
    _checked(_libc.mount(None, b"/", None, _RECURSIVE | _PRIVATE, None))
    for path in (f"/dev/{name}" for name in _DEVICES):
        kept = os.statvfs(path).f_flag & (_NO_SUID | _NO_DEVICES | _NO_PROGRAMS)  # the kernel lets us take none back
        _checked(_libc.mount(None, path.encode(), None, _REMOUNT | _BIND | _READ_ONLY | kept, None))


def _prepare_rights() -> None:
    """Let nobody look into this process or a copy of it, and let nothing it executes have any capability."""
    _checked(_libc.prctl(_SET_DUMPABLE, 0, 0, 0, 0))
    capability = 0
    while _libc.prctl(_DROP_BOUNDING, capability, 0, 0, 0) == 0:
        capability += 1
    _checked(_libc.prctl(_AMBIENT, _CLEAR_AMBIENT, 0, 0, 0))
    _checked(_libc.prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0))


# ---- one execution


def _execute(code: bytes, request: int, content: int, stdin: int, stdout: int, stderr: int, report: int) -> None:
    """Be the first process of an execution and end as its program ends; tell the report what goes wrong before."""
    try:
        argv, environment, files, limits, mounts = _read(request)
        _mount(*mounts)
        _fill_box(content, files)
        _give_up_rights(code, limits)
        program = _start(argv, environment, (stdin, stdout, stderr))
    except BaseException as error:
        os.write(report, f"{type(error).__name__}: {error}".encode(errors="replace"))
        os._exit(1)
    os.closerange(0, 1024)
    while True:
        pid, status = os.wait()
        if pid == program:  # and none of the orphans, which are ours as well
            exit_code = os.waitstatus_to_exitcode(status)
            os._exit(exit_code if exit_code >= 0 else 128 - exit_code)  # whatever is left ends with us


def _read(request: int) -> "list[list[bytes]]":
    """Return the lists of words a request is made of, each behind its length."""
    words = iter(os.pread(request, os.fstat(request).st_size, 0).split(b"\0")[:-1])
    return [[next(words) for _ in range(int(length))] for length in words]


def _mount(temporary: bytes, shared_memory: bytes, proc: bytes) -> None:
    """Put empty file systems over everything that can be written; the options are those of tmpfs."""

    def mount(kind: bytes, target: bytes, flags: int, options: "bytes | None" = None) -> None:
        _checked(_libc.mount(kind, target, kind, _NO_SUID | _NO_DEVICES | flags, options))

    mount(b"tmpfs", b"/tmp", 0, temporary)
    mount(b"tmpfs", b"/dev/shm", 0, shared_memory)
    mount(b"tmpfs", b"/box", 0, b"mode=755")
    if proc == b"yes":
        mount(b"proc", b"/proc", _NO_PROGRAMS | _READ_ONLY)


def _fill_box(content: int, files: "list[bytes]") -> None:
    """Write the files, which lie in `content` one behind the other, and let nobody write any more."""
    offset = 0
    for size, _, name in (word.partition(b" ") for word in files):
        path = b"/box/" + name
        if b"/" in name:
            os.makedirs(os.path.dirname(path), exist_ok=True)
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o555)
        end = offset + int(size)
        while offset < end:
            offset += os.sendfile(file, content, offset, end - offset)
        os.close(file)
    flags = _REMOUNT | _READ_ONLY | _NO_SUID | _NO_DEVICES
    _checked(_libc.mount(None, b"/box", None, flags, None))
    os.chdir("/tmp")  # noqa: S108


def _give_up_rights(code: bytes, limits: "list[bytes]") -> None:
    """Keep no more than the program may have."""
    for kind, value in (map(int, limit.split(b"=")) for limit in limits):
        hard = resource.getrlimit(kind)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES_VERSION_3, 0)
    _checked(_libc.capset(header, (ctypes.c_uint32 * 6)()))
    program = _FilterProgram(len(code) // 8, code)
    _checked(_libc.prctl(_SET_SECCOMP, _FILTER_MODE, ctypes.byref(program), 0, 0))


def _start(argv: "list[bytes]", environment: "list[bytes]", streams: "tuple[int, int, int]") -> int:
    """Start the program, with nothing open but its three streams; return its process id."""
    variables = {name: value for name, _, value in (word.partition(b"=") for word in environment)}
    actions = [(os.POSIX_SPAWN_DUP2, given, number) for number, given in enumerate(streams)]
    try:
        return os.posix_spawnp(argv[0], argv, variables, file_actions=actions, setsid=True)
    except OSError as error:  # the artifact of a compiler that was talked into writing nonsense
        os.write(streams[2], f"{os.fsdecode(argv[0])} cannot be started: {error.strerror}\n".encode())
        os._exit(_NO_SUCH_COMMAND)


if __name__ == "__main__":
    main()

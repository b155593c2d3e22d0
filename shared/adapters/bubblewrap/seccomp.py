"""The system call filter, assembled to classic BPF.

Foreign architectures are killed; calls newer than this file's knowledge answer ENOSYS, as does clone3, whose flags a
filter cannot see (libc falls back to clone); new namespaces and the calls of `REFUSED` answer EPERM; sockets are
AF_UNIX only. Every argument looked at is an int to the kernel, so its low word alone is compared.
"""

import errno
import platform
import struct
from dataclasses import dataclass

from shared.adapters.bubblewrap.syscalls import REFUSED

_LOAD, _JUMP_EQUAL, _JUMP_GREATER, _JUMP_BITS, _RETURN = 0x20, 0x15, 0x25, 0x45, 0x06
_ALLOW, _ERRNO, _KILL_PROCESS = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = (
    0,
    4,
    16,
)  # offsets in struct seccomp_data; both machines are little-endian

_NEW_NAMESPACES = 0x7E020000  # CLONE_NEWNS | NEWCGROUP | NEWUTS | NEWIPC | NEWUSER | NEWPID | NEWNET
_AF_UNIX = 1
_TERMINAL_INJECTION = (0x5412, 0x541C)  # TIOCSTI, TIOCLINUX


@dataclass(frozen=True, slots=True)
class _Machine:
    audit_architecture: int
    column: int  # in REFUSED
    last_old: int  # numbers between this and `_FIRST_COMMON` were never given out
    clone: int
    clone3: int
    ioctl: int
    socket: int
    socketpair: int


_FIRST_COMMON, _LAST_KNOWN = 424, 450
_MACHINES = {
    "x86_64": _Machine(0xC000003E, 0, 334, clone=56, clone3=435, ioctl=16, socket=41, socketpair=53),
    "aarch64": _Machine(0xC00000B7, 1, 294, clone=220, clone3=435, ioctl=29, socket=198, socketpair=199),
}


def filter_program(machine: str | None = None) -> bytes:
    """Return the filter as an array of struct sock_filter; raise KeyError for a machine we have no numbers of."""
    m = _MACHINES[machine or platform.machine()]
    code = [
        _load(_ARCHITECTURE),
        *_unless_equal(m.audit_architecture, _return(_KILL_PROCESS)),
        _load(_NUMBER),
        *_if(_JUMP_GREATER, _LAST_KNOWN, _refuse(errno.ENOSYS)),
        # x32 calls carry bit 30 in their number and ended above.
        _jump(_JUMP_GREATER, _FIRST_COMMON - 1, 2, 0),
        *_if(_JUMP_GREATER, m.last_old, _refuse(errno.ENOSYS)),
        *_if(_JUMP_EQUAL, m.clone3, _refuse(errno.ENOSYS)),
    ]
    for numbers in REFUSED.values():
        number = numbers[m.column]
        if number is not None:
            code += _if(_JUMP_EQUAL, number, _refuse(errno.EPERM))
    code += _with_argument(m.clone, 0, _if(_JUMP_BITS, _NEW_NAMESPACES, _refuse(errno.EPERM)))
    for call in (m.socket, m.socketpair):
        code += _with_argument(call, 0, _unless_equal(_AF_UNIX, _refuse(errno.EAFNOSUPPORT)))
    injections = [step for value in _TERMINAL_INJECTION for step in _if(_JUMP_EQUAL, value, _refuse(errno.EPERM))]
    code += _with_argument(m.ioctl, 1, injections)
    code.append(_return(_ALLOW))
    return b"".join(code)


def clone_number() -> int:
    """Return the number of the system call `clone` on this machine."""
    return _MACHINES[platform.machine()].clone


def _instruction(code: int, if_true: int, if_false: int, value: int) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _load(offset: int) -> bytes:
    return _instruction(_LOAD, 0, 0, offset)


def _jump(code: int, value: int, if_true: int, if_false: int) -> bytes:
    return _instruction(code, if_true, if_false, value)


def _return(action: int) -> bytes:
    return _instruction(_RETURN, 0, 0, action)


def _refuse(number: int) -> bytes:
    return _return(_ERRNO | number)


def _if(test: int, value: int, then: bytes) -> list[bytes]:
    return [_jump(test, value, 0, 1), then]


def _unless_equal(value: int, then: bytes) -> list[bytes]:
    return [_jump(_JUMP_EQUAL, value, 1, 0), then]


def _with_argument(call: int, index: int, steps: list[bytes]) -> list[bytes]:
    """Run the steps on the low word of one argument of one call; whatever they let through is allowed."""
    body = [_load(_ARGUMENTS + 8 * index), *steps, _return(_ALLOW)]
    return [_jump(_JUMP_EQUAL, call, 0, len(body)), *body]

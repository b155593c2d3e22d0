"""The filter, interpreted here as the kernel would."""

import errno
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.adapters.bubblewrap.seccomp import filter_program
from shared.adapters.bubblewrap.syscalls import REFUSED

ALLOWED, KILLED = 0x7FFF0000, 0x80000000
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
SOCKET, CLONE, IOCTL = {"x86_64": 41, "aarch64": 198}, {"x86_64": 56, "aarch64": 220}, {"x86_64": 16, "aarch64": 29}
READ = {"x86_64": 0, "aarch64": 63}


def decide(machine: str, number: int, *arguments: int, architecture: int | None = None) -> int:
    """Run the filter on one call; return the action."""
    data = struct.pack(
        "=iIQ6Q", number, architecture or ARCHITECTURES[machine], 0, *arguments, *[0] * (6 - len(arguments))
    )
    steps, at, accumulator = list(struct.iter_unpack("=HBBI", filter_program(machine))), 0, 0
    while True:
        code, if_true, if_false, value = steps[at]
        at += 1
        match code:
            case 0x20:
                [accumulator] = struct.unpack_from("=I", data, value)
            case 0x06:
                return value
            case 0x15:
                at += if_true if accumulator == value else if_false
            case 0x25:
                at += if_true if accumulator > value else if_false
            case 0x45:
                at += if_true if accumulator & value else if_false
            case _:
                raise AssertionError(code)


def refused(number: int) -> int:
    return 0x00050000 | number


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_every_listed_call_is_refused(machine: str) -> None:
    column = list(ARCHITECTURES).index(machine)
    for name, numbers in REFUSED.items():
        number = numbers[column]
        if number is not None:
            assert decide(machine, number) == refused(errno.EPERM), name


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_ordinary_calls_are_allowed(machine: str) -> None:
    assert decide(machine, READ[machine]) == ALLOWED
    assert decide(machine, CLONE[machine], 0x003D0F00) == ALLOWED  # a thread
    assert decide(machine, SOCKET[machine], 1, 1) == ALLOWED
    assert decide(machine, IOCTL[machine], 0, 0x5401) == ALLOWED


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_upper_halves_of_arguments_change_nothing(machine: str) -> None:
    assert decide(machine, SOCKET[machine], 2) == refused(errno.EAFNOSUPPORT)
    assert decide(machine, SOCKET[machine], 1 << 32 | 2) == refused(errno.EAFNOSUPPORT)
    assert decide(machine, IOCTL[machine], 0, 1 << 32 | 0x5412) == refused(errno.EPERM)
    assert decide(machine, CLONE[machine], 1 << 32 | 0x10000011) == refused(errno.EPERM)


@given(
    machine=st.sampled_from(list(ARCHITECTURES)),
    number=st.integers(451, 2**31 - 1),
    arguments=st.lists(st.integers(0, 2**64 - 1), max_size=6),
)
def test_unknown_calls_do_not_exist(machine: str, number: int, arguments: list[int]) -> None:
    assert decide(machine, number, *arguments) == refused(errno.ENOSYS)


@given(machine=st.sampled_from(list(ARCHITECTURES)), number=st.integers(0, 500), architecture=st.integers(1, 2**32 - 1))
def test_foreign_architectures_are_killed(machine: str, number: int, architecture: int) -> None:
    if architecture != ARCHITECTURES[machine]:
        assert decide(machine, number, architecture=architecture) == KILLED


def test_a_machine_without_numbers_gets_no_filter() -> None:
    with pytest.raises(KeyError):
        filter_program("riscv64")

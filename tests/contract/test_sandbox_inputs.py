"""What a program is given: large, binary, and where it does not belong."""

import pytest

from shared.ports.sandbox import MIB, Input, Limits, Program, Sandbox
from tests.fixtures.sandbox import PYTHON, QUICK

pytestmark = pytest.mark.anyio
ALL_BYTES = bytes(range(256))
ROOMY = Limits(cpu_seconds=10, wall_seconds=30, memory_bytes=64 * MIB)


async def test_a_source_of_ten_megabytes_runs(sandbox: Sandbox) -> None:
    source = b"#" + b"x" * (10 * MIB) + b"\nprint('ran')"
    [outcome] = (await sandbox.run(Program(PYTHON, source), [Input()], ROOMY)).outcomes
    assert outcome.stdout == b"ran\n", outcome


async def test_fifty_megabytes_of_input_are_not_the_programs_memory(sandbox: Sandbox) -> None:
    source = b"import sys, zlib\nsum = 0\nwhile part := sys.stdin.buffer.read(1 << 16): sum = zlib.crc32(part, sum)\n"
    program = Program(PYTHON, source + b"print(sum, sys.stdin.buffer.seekable())")
    [outcome] = (await sandbox.run(program, [Input(ALL_BYTES * 200_000)], ROOMY)).outcomes
    assert (outcome.exit_code, outcome.memory_exceeded) == (0, False), outcome
    assert outcome.peak_memory_bytes < 40 * MIB


async def test_bytes_come_out_as_they_went_in(sandbox: Sandbox) -> None:
    program = Program(
        PYTHON, b"import sys; data = sys.stdin.buffer.read()\nfor file in (1, 2): open(file, 'wb').write(data)"
    )
    [outcome] = (await sandbox.run(program, [Input(ALL_BYTES * 16)], QUICK)).outcomes
    assert outcome.stdout == outcome.stderr == ALL_BYTES * 16


async def test_output_in_a_pipe_made_wide_is_read_to_its_end(sandbox: Sandbox) -> None:
    source = b"import fcntl, os; fcntl.fcntl(1, 1031, 1 << 20); os.write(1, b'x' * 900_000); os._exit(0)"
    [outcome] = (await sandbox.run(Program(PYTHON, source), [Input()], ROOMY)).outcomes
    assert len(outcome.stdout) == 900_000


async def test_arguments_and_files_arrive_as_they_are(sandbox: Sandbox) -> None:
    source = (
        "import os, sys\nprint(sys.argv[1:])\n"
        "for folder, _, names in sorted(os.walk('/box')): print(folder, sorted(names))\n"
        "print(open('/box/a/b', 'rb').read(), open('/box/own').read(), open('/box/with space\\n', 'rb').read())\n"
    )
    program = Program(PYTHON, source.encode(), {"a/b": ALL_BYTES, "own": b"program's"})
    given = Input(arguments=("", "-x", "ä\n", "{command}"), files={"own": b"input's", "with space\n": b"", "c/d": b""})
    first, second = (await sandbox.run(program, [given, Input(files={"with space\n": b"2"})], QUICK)).outcomes
    assert first.stdout.decode() == (
        "['', '-x', 'ä\\n', '{command}']\n"
        "/box ['main.py', 'own', 'with space\\n']\n/box/a ['b']\n/box/c ['d']\n"
        f"{ALL_BYTES} input's b''\n"
    )
    assert second.stdout.decode() == (
        "[]\n/box ['main.py', 'own', 'with space\\n']\n/box/a ['b']\n" + f"{ALL_BYTES} program's b'2'\n"
    )


@pytest.mark.parametrize("name", ["main.py", "a", "own/x"])
async def test_an_inputs_files_do_not_take_the_programs_place(sandbox: Sandbox, name: str) -> None:
    program = Program(PYTHON, b"", {"a/b": b"", "own": b""})
    with pytest.raises(ValueError, match=r"program's own|cannot be both"):
        await sandbox.run(program, [Input(files={name: b""})], QUICK)

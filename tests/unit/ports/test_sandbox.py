from dataclasses import replace
from math import inf, nan
from typing import Any

import pytest

from shared.engines.languages import LANGUAGES
from shared.ports.sandbox import Input, Limits, Program

PYTHON = LANGUAGES["python"]
NAMES_OF_NO_FILE = ["", ".", "..", "../x", "/etc/passwd", "a/../b", "a/b/c", "a//b", "a/", "/a", "nul\0", "x" * 256]


@pytest.mark.parametrize("limit", ["cpu_seconds", "wall_seconds", "memory_bytes", "output_bytes", "processes"])
@pytest.mark.parametrize("value", [0, -1, nan, inf, 1 << 60])
def test_absurd_limits_are_refused_by_name(limit: str, value: float) -> None:
    given: dict[str, Any] = {limit: value}
    with pytest.raises(ValueError, match=f"{limit} must be more than 0"):
        Limits(**given)


@pytest.mark.parametrize("name", NAMES_OF_NO_FILE)
def test_a_file_lies_where_the_others_lie(name: str) -> None:
    with pytest.raises(ValueError, match="no name for a file"):
        Program(PYTHON, b"", {name: b""})
    with pytest.raises(ValueError, match="no name for a file"):
        Input(files={name: b""})


def test_a_file_may_lie_in_one_folder() -> None:
    assert Input(files={"data/in.txt": b"1", "data/out.txt": b"2", "-": b""}).files["data/in.txt"] == b"1"


def test_a_name_is_a_files_or_a_folders() -> None:
    with pytest.raises(ValueError, match="'data' cannot be both"):
        Program(PYTHON, b"", {"data": b"", "data/x": b""})


def test_a_file_does_not_take_the_programs_place() -> None:
    with pytest.raises(ValueError, match=r"'main\.py' is the program's own"):
        Program(PYTHON, b"", {"main.py": b""})
    with pytest.raises(ValueError, match="'program' is the program's own"):
        Program(replace(PYTHON, compile=("cc",)), b"", {"program": b""})


def test_arguments_are_those_a_program_can_be_given() -> None:
    with pytest.raises(ValueError, match="NUL"):
        Input(arguments=("a\0b",))
    with pytest.raises(ValueError, match="longer than"):
        Input(arguments=("x" * 70_000, "y" * 70_000))
    with pytest.raises(ValueError, match="surrogates"):
        Input(arguments=("\ud800",))

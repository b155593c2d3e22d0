import pytest

from shared.engines.problem_packages.programs import ProgramFiles, Unusable, in_one_file, language_named, program


def test_a_file_alone_is_its_program() -> None:
    assert program({"a.py": b"x"}) == ProgramFiles("python", b"x")
    assert program({"a.js": b"x"}) == ProgramFiles("javascript", b"x")
    assert program({"a.py3": b"#!/usr/bin/env python3\n"}).language == "python"


def test_the_main_file_has_the_name_of_the_entry_point() -> None:
    files = {"__main__.py": b"m", "a.py": b"a", "data.txt": b"d"}
    assert program(files) == ProgramFiles("python", b"m", {"a.py": b"a", "data.txt": b"d"})
    assert program({"a.js": b"a", "main.js": b"m"}).source == b"m"


def test_the_main_file_of_c_is_the_one_with_headers_beside_it() -> None:
    files = {"solve.cc": b'#include "a.h"', "a.h": b""}
    assert program(files) == ProgramFiles("cpp", files["solve.cc"], {"a.h": b""})
    assert program({"Main.java": b"m", "Other.java": b"o"}) == ProgramFiles("java", b"m", {"Other.java": b"o"})


def test_language_and_entry_point_may_be_given() -> None:
    files = {"a.py": b"a", "b.py": b"b"}
    assert program(files, entry="b").source == program(files, entry="b.py").source == b"b"
    assert program({"a.py": b"a"}, language="python3").language == "python"


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"a.txt": b""}, "no file is in a language that is known"),
        ({"a.py": b"", "b.js": b""}, "several languages at once: javascript, python3"),
        ({"a.py": b"", "b.py": b""}, "none of its files is the entry point"),
        ({"a.py": b"#!/usr/bin/env python2\n"}, "python2 is not among the languages"),
        ({"a.kt": b""}, "kotlin is not among the languages"),
        ({"run": b"#!/bin/sh", "a.py": b""}, "build and run scripts are not supported"),
        ({"a.py": b"", "lib/b.py": b""}, "programs with folders in them"),
        ({"a.cc": b"int main() {}", "b.cpp": b"", "c.h": b""}, "of cpp programs one file is compiled"),
        ({"__main__.py": b"", "main.py": b""}, "main.py must be the main file"),
    ],
)
def test_what_can_not_be_run_says_why(files: dict[str, bytes], why: str) -> None:
    with pytest.raises(Unusable, match=why):
        program(files)


def test_an_entry_point_that_is_not_there_is_told() -> None:
    with pytest.raises(Unusable, match="none of its files is the entry point Main"):
        program({"a.py": b""}, entry="Main")


def test_languages_have_their_own_names_here() -> None:
    assert language_named("python3") == "python"
    with pytest.raises(Unusable, match="apl is not among the languages: "):
        language_named("apl")


def test_headers_are_put_where_they_are_included_first() -> None:
    includes = b'#include "a.h"\n  #  include "b.h" // here\n#include "a.h"\n#include "else.h"\n'
    source = b"#include <cstdio>\n" + includes + b"int main() {}\n"
    files = {"a.h": b'#include "b.h"\nint a;', "b.h": b"int b;"}
    assert in_one_file(ProgramFiles("cpp", source, files)).source == (
        b'#include <cstdio>\nint b;\nint a;\n\n\n#include "else.h"\nint main() {}\n'
    )


def test_a_header_that_includes_itself_ends() -> None:
    files = {"a.h": b'#include "a.h"\n'}
    assert in_one_file(ProgramFiles("cpp", b'#include "a.h"\n', files)) == ProgramFiles("cpp", b"\n\n")


def test_more_files_with_code_are_not_one_file() -> None:
    with pytest.raises(Unusable, match="a validator must be one file; there is also words"):
        in_one_file(ProgramFiles("python", b"import words", {"words.py": b"", "notes.txt": b""}))


def test_headers_that_include_each_other_endlessly_are_too_many() -> None:
    files = {f"{number}.h": f'#include "{number + 1}.h"\n'.encode() for number in range(2_000)}
    with pytest.raises(Unusable, match="at most 50 files"):
        program({"check.py": b"", **files})

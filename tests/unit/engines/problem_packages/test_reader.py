import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.engines.problem_packages.archive import ArchiveLimits
from shared.engines.problem_packages.findings import Severity
from shared.engines.problem_packages.model import CustomValidator, DefaultValidator
from shared.engines.problem_packages.reader import read_package
from tests.fixtures.archives import archive, package, package_files

GOOD = ("circle", "difference", "greeting", "leaky", "pairs", "pairscpp", "tickets")
FILES = package_files("tickets")


@pytest.mark.parametrize("name", GOOD)
def test_good_packages_are_read(name: str) -> None:
    reading = read_package(package(name))
    assert reading.package is not None
    assert reading.package.name == name
    assert all(finding.severity is Severity.WARNING for finding in reading.findings)


def test_a_package_is_read_whole() -> None:
    found = read_package(package("difference")).package
    assert found is not None
    assert found.settings.names == {"en": "A Big Difference"}
    assert found.statements["en"].name == "A Big Difference"
    assert [case.name for case in found.cases()] == ["sample/1", "secret/01-equal", "secret/02-larger-first"]
    assert found.validator == DefaultValidator()
    assert [submission.name for submission in found.submissions] == [
        "accepted/difference.js",
        "accepted/difference.py",
        "run_time_error/division.py",
        "time_limit_exceeded/counting.py",
        "wrong_answer/no_abs.py",
    ]
    assert found.attachments == {"notes.txt": b"Numbers are whole.\n"}


def test_validators_bring_their_arguments() -> None:
    found = read_package(package("pairs")).package
    assert found is not None
    assert isinstance(found.validator, CustomValidator)
    assert found.validator.arguments == ("100", "at most")


def test_headers_of_validators_are_put_into_them() -> None:
    found = read_package(package("pairscpp")).package
    assert found is not None
    assert isinstance(found.validator, CustomValidator)
    assert found.validator.language == "cpp"
    assert b"#pragma once" in found.validator.source
    assert b"judging.h" not in found.validator.source


def test_everything_that_is_wrong_is_told_at_once() -> None:
    reading = read_package(package("broken"))
    assert reading.package is None
    errors = {(finding.path, finding.line) for finding in reading.findings if finding.severity is Severity.ERROR}
    assert errors == {
        ("problem.yaml", 2),
        ("problem.yaml", 3),
        ("problem.yaml", 6),
        ("problem.yaml", 7),
        ("data/secret/1.in", None),
        ("data/secret/testdata.yaml", 4),
        ("graders/", None),
        ("include/", None),
        ("output_validators/one.py", None),
        ("statement", None),
        ("submissions/accepted", None),
    }
    warnings = [finding.path for finding in reading.findings if finding.severity is Severity.WARNING]
    assert warnings == [
        "problem.yaml",
        "data/secret/2.ans",
        "problem_statement/problem.en.pdf",
        "submissions/accepted/solution.xyz",
        "submissions/surprising/solution.py",
    ]


def test_an_archive_of_something_else_is_told() -> None:
    reading = read_package(archive({"a/b.txt": b"", "c/problem.yaml": b""}))
    assert reading.package is None
    assert [finding.message for finding in reading.findings] == [
        "there is no problem.yaml in the archive, or in the single folder in it"
    ]


def test_an_archive_beyond_the_limits_is_not_read_further() -> None:
    reading = read_package(package("tickets"), ArchiveLimits(total_bytes=100))
    assert [finding.path for finding in reading.findings] == [""]


def test_nothing_breaks_on_bytes_that_are_no_archive() -> None:
    for data in (b"", b"PK\x05\x06" + bytes(18), bytes(1000)):
        assert read_package(data).package is None


JUNK = st.one_of(st.binary(max_size=60), st.text(alphabet="abc: {}[]-\n'\"#.,/\\1", max_size=60).map(str.encode))
PATHS = st.one_of(
    st.sampled_from(sorted(FILES)),
    st.text(alphabet="ab./-_ \u00e9\\", min_size=1, max_size=30),
    st.sampled_from(
        [
            "submissions/submissions.yaml",
            "data/secret/1.yaml",
            "data/sample/testdata.yaml",
            "output_validator/a.py",
            "problem_statement/problem.tex",
        ]
    ),
)


@pytest.mark.thorough
@settings(max_examples=150, deadline=None)
@given(st.dictionaries(PATHS, JUNK, max_size=6), st.sets(st.sampled_from(sorted(FILES)), max_size=4))
def test_whatever_the_files_there_is_a_package_or_an_error(changed: dict[str, bytes], removed: set[str]) -> None:
    files = {path: data for path, data in FILES.items() if path not in removed} | changed
    reading = read_package(archive(files))
    errors = [finding for finding in reading.findings if finding.severity is Severity.ERROR]
    assert (reading.package is None) == bool(errors)


WHOLE = package("leaky")


@pytest.mark.thorough
@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.integers(0, len(WHOLE) - 1), st.integers(0, 255), max_size=8), st.integers(0, len(WHOLE)))
def test_whatever_the_bytes_there_is_a_package_or_an_error(changed: dict[int, int], cut: int) -> None:
    whole = bytearray(WHOLE)
    for place, value in changed.items():
        whole[place] = value
    for data in (bytes(whole), bytes(whole[:cut]), bytes(whole[cut:])):
        reading = read_package(data)
        errors = [finding for finding in reading.findings if finding.severity is Severity.ERROR]
        assert (reading.package is None) == bool(errors)

from decimal import Decimal

import pytest

from shared.engines.problem_packages.findings import Findings
from shared.engines.problem_packages.model import (
    Case,
    CustomValidator,
    DefaultValidator,
    PackageFormat,
    PackageLimits,
    Settings,
)
from shared.engines.problem_packages.validators import read_validator


def read(
    files: dict[str, str] | None = None,
    flags: tuple[str, ...] = (),
    *,
    custom: bool | None = None,
    tests: tuple[tuple[str, ...], ...] = ((),),
    constants: dict[str, str] | None = None,
) -> tuple[DefaultValidator | CustomValidator, list[str]]:
    findings = Findings()
    settings = Settings(
        PackageFormat.LEGACY,
        False,
        PackageLimits(Decimal(5)),
        custom_validation=custom,
        validator_flags=flags,
        constants=constants or {},
    )
    cases = [Case(str(number), b"", b"", validator_flags=each) for number, each in enumerate(tests)]
    raw = {path: text.encode() for path, text in (files or {}).items()}
    found = read_validator(raw, settings, cases, findings)
    return found, [f"{each.severity} {each.path}: {each.message}" for each in findings.listed()]


@pytest.mark.parametrize(
    ("flags", "validator"),
    [
        ((), DefaultValidator()),
        (("case_sensitive",), DefaultValidator(case_sensitive=True)),
        (("space_change_sensitive",), DefaultValidator(space_sensitive=True)),
        (
            ("float_tolerance", "1e-6"),
            DefaultValidator(absolute_tolerance=Decimal("1e-6"), relative_tolerance=Decimal("1e-6")),
        ),
        (("float_absolute_tolerance", "0.5"), DefaultValidator(absolute_tolerance=Decimal("0.5"))),
        (
            ("case_sensitive", "float_relative_tolerance", "0"),
            DefaultValidator(case_sensitive=True, relative_tolerance=Decimal(0)),
        ),
    ],
)
def test_flags_say_how_the_default_validator_compares(flags: tuple[str, ...], validator: DefaultValidator) -> None:
    assert read(flags=flags) == (validator, [])
    assert read(tests=(flags, flags)) == (validator, [])


@pytest.mark.parametrize("value", ["-1", "nan", "1e-30", "2", "", "1e9999"])
def test_a_tolerance_is_a_number_of_use(value: str) -> None:
    assert read(flags=("float_tolerance", value))[1] == [
        "error problem.yaml: the validator flag float_tolerance needs a number between 0 and 1"
    ]


def test_unknown_flags_and_flags_that_differ_are_told() -> None:
    assert "'sensitive' is not known" in read(flags=("sensitive",))[1][0]
    assert "tests with different validator flags are not supported" in read(tests=((), ("case_sensitive",)))[1][0]


def test_a_validator_of_the_packages_own_gets_the_flags() -> None:
    files = {"output_validators/check.py": "{{n}}"}
    found, problems = read(files, ("a",), custom=True, tests=(("b c",),), constants={"n": "1"})
    assert found == CustomValidator("python", b"1", ("a", "b c"))
    assert problems == []


@pytest.mark.parametrize(
    "files",
    [
        {"output_validator/check.py": "x", "output_validator/README.md": ""},
        {"output_validator/check/check.py": "x", "output_validator/check/notes.txt": ""},
        {"output_validators/check/check.py": "x"},
    ],
)
def test_a_validator_may_lie_in_its_folder_or_one_below(files: dict[str, str]) -> None:
    assert read(files)[0] == CustomValidator("python", b"x")


@pytest.mark.parametrize(
    ("files", "custom", "problem"),
    [
        ({}, True, "error problem.yaml: validation: there is no validator in output_validator/ or output_validators/"),
        (
            {"output_validators/a.py": ""},
            False,
            "warning output_validators/a.py: passed over: problem.yaml asks for the default validator",
        ),
        (
            {"output_validators/a.py": "", "output_validators/b.py": ""},
            True,
            "error output_validators/a.py: several validators are not supported; there is also output_validators/b.py",
        ),
        (
            {"output_validator/a.py": "", "output_validator/b.js": ""},
            None,
            "error output_validator: the program is in several languages at once: javascript, python3",
        ),
        (
            {"output_validators/v/main.py": "", "output_validators/v/b.py": ""},
            True,
            "error output_validators/v: a validator must be one file; there is also b.py",
        ),
        (
            {"output_validators/v/build": "", "output_validators/v/b.py": ""},
            True,
            "error output_validators/v: build and run scripts are not supported",
        ),
    ],
)
def test_what_is_wrong_with_validators_is_told(files: dict[str, str], custom: bool | None, problem: str) -> None:
    assert read(files, custom=custom)[1] == [problem]

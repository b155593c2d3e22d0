from decimal import Decimal

import pytest

from shared.engines.problem_packages.model import PackageLimits, ProblemPackage, Submission
from shared.engines.problem_packages.reader import read_package
from shared.engines.problem_packages.verifying import time_limit_ms, unmet
from shared.engines.scoring.verdicts import Verdict
from tests.fixtures.archives import package

AC, WA, RE, TLE, CE, IE, OLE = (Verdict(name) for name in ("AC", "WA", "RE", "TLE", "CE", "IE", "OLE"))


def read(name: str) -> ProblemPackage:
    found = read_package(package(name)).package
    assert found is not None
    return found


def submission(found: ProblemPackage, name: str) -> Submission:
    return next(each for each in found.submissions if each.name == name)


def came_to(package_name: str, name: str, *verdicts: Verdict) -> tuple[str, ...]:
    found = read(package_name)
    names = [case.name for case in found.cases()]
    return unmet(found, submission(found, name), dict(zip(names, verdicts, strict=True)))


def test_an_accepted_submission_must_pass_every_test() -> None:
    assert came_to("difference", "accepted/difference.py", AC, AC, AC) == ()
    assert came_to("difference", "accepted/difference.py", AC, AC, WA) == (
        "test secret/02-larger-first came to WA; expected: AC",
    )


def test_a_wrong_answer_that_passes_is_reported() -> None:
    assert came_to("leaky", "wrong_answer/last.py", WA) == ()
    assert came_to("leaky", "wrong_answer/last.py", OLE) == ()
    assert came_to("leaky", "wrong_answer/last.py", AC) == ("no test came to WA or OLE",)


def test_a_legacy_submission_may_do_anything_once_judging_has_stopped() -> None:
    assert came_to("difference", "wrong_answer/no_abs.py", AC, WA, RE) == ()
    assert came_to("difference", "wrong_answer/no_abs.py", AC, RE, WA) == (
        "test secret/01-equal came to RE; expected: AC or WA or OLE",
    )
    assert came_to("difference", "time_limit_exceeded/counting.py", AC, WA, TLE) == ()


def test_a_partial_solution_passes_some_tests_and_fails_others() -> None:
    name = "partially_accepted/first_two.py"
    assert came_to("tickets", name, AC, AC, AC, WA, AC) == ()
    assert came_to("tickets", name, AC, AC, AC, AC, AC) == ("no test came to WA or RE or TLE or MLE or OLE",)
    assert came_to("tickets", name, WA, WA, WA, WA, WA) == ("no test came to AC",)


def test_rules_may_be_for_some_tests_only() -> None:
    assert came_to("greeting", "mixed/first_word.py", AC, WA) == ()
    assert came_to("greeting", "mixed/first_word.py", WA, AC) == (
        "test sample/1 came to WA; expected on sample: AC",
        "no test on secret/*-long came to WA or OLE",
    )


@pytest.mark.parametrize(("verdict", "why"), [(CE, "it does not compile"), (IE, "the tests could not be run")])
def test_a_program_that_was_not_judged_meets_nothing(verdict: Verdict, why: str) -> None:
    (reason,) = came_to("leaky", "wrong_answer/last.py", verdict)
    assert reason.startswith(why)


@pytest.mark.parametrize(
    ("limits", "slowest", "limit"),
    [
        (PackageLimits(Decimal(5)), 0, 1000),
        (PackageLimits(Decimal(5)), 200, 1000),
        (PackageLimits(Decimal(5)), 201, 2000),
        (PackageLimits(Decimal(2), Decimal("0.25")), 300, 750),
        (PackageLimits(Decimal(2), time_seconds=Decimal("1.5")), 9000, 1500),
    ],
)
def test_the_time_limit_follows_from_the_slowest_accepted_solution(
    limits: PackageLimits, slowest: int, limit: int
) -> None:
    assert time_limit_ms(limits, slowest_accepted_ms=slowest) == limit

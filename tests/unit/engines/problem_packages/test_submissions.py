from decimal import Decimal

import pytest

from shared.engines.problem_packages.expectations import ANY, matches, verdicts
from shared.engines.problem_packages.findings import Findings
from shared.engines.problem_packages.model import PackageFormat, PackageLimits, Rule, Settings, Submission
from shared.engines.problem_packages.submissions import read_submissions

ACCEPTED = {"accepted/a.py": "a"}


def read(
    files: dict[str, str], version: PackageFormat = PackageFormat.LEGACY, constants: dict[str, str] | None = None
) -> tuple[dict[str, Submission], list[str]]:
    findings = Findings()
    settings = Settings(version, False, PackageLimits(Decimal(5)), constants=constants or {})
    found = read_submissions({f"submissions/{path}": text.encode() for path, text in files.items()}, settings, findings)
    return {each.name: each for each in found}, [
        f"{each.severity} {each.path}: {each.message}" for each in findings.listed()
    ]


def test_a_submission_is_a_file_or_a_folder() -> None:
    found, problems = read({**ACCEPTED, "accepted/b/main.py": "{{n}}", "accepted/b/c.py": "c"}, constants={"n": "1"})
    assert problems == []
    assert found["accepted/a.py"].source == b"a"
    assert (found["accepted/b"].source, found["accepted/b"].files) == (b"1", {"c.py": b"c"})
    assert all(each.must_pass and not each.must_fail and each.bounds_time for each in found.values())


@pytest.mark.parametrize(
    ("folder", "legacy", "newer"),
    [
        ("wrong_answer", Rule(verdicts("AC", "WA"), verdicts("WA")), Rule(verdicts("AC", "WA"), verdicts("WA"))),
        (
            "time_limit_exceeded",
            Rule(verdicts("AC", "WA", "TLE"), verdicts("TLE")),
            Rule(verdicts("AC", "TLE"), verdicts("TLE")),
        ),
        ("run_time_error", Rule(ANY, verdicts("RTE")), Rule(verdicts("AC", "RTE"), verdicts("RTE"))),
        ("rejected", Rule(ANY, verdicts("WA", "TLE", "RTE")), Rule(ANY, verdicts("WA", "TLE", "RTE"))),
    ],
)
def test_folders_promise_what_their_version_says(folder: str, legacy: Rule, newer: Rule) -> None:
    files = {**ACCEPTED, f"{folder}/x.py": "x"}
    for version, rule in ((PackageFormat.LEGACY, legacy), (PackageFormat.V2025_09, newer)):
        submission = read(files, version)[0][f"{folder}/x.py"]
        assert submission.rules == (rule,)
        assert submission.must_fail
        assert not submission.must_pass
        assert not submission.bounds_time


def test_a_partial_solution_passes_some_tests_and_fails_others() -> None:
    submission = read({**ACCEPTED, "partially_accepted/x.py": "x"})[0]["partially_accepted/x.py"]
    assert [rule.required for rule in submission.rules] == [verdicts("WA", "TLE", "RTE"), verdicts("AC")]
    assert submission.must_fail


def test_what_can_not_be_run_is_left_out_with_a_warning() -> None:
    found, problems = read({**ACCEPTED, "accepted/b.kt": "b", "unheard_of/c.py": "c", "accepted/README/x.txt": ""})
    assert list(found) == ["accepted/a.py"]
    assert [problem.split(",")[0] for problem in problems] == [
        "warning submissions/accepted/README: passed over: no file is in a language that is known",
        "warning submissions/accepted/b.kt: passed over: kotlin is not among the languages: bash",
        "warning submissions/unheard_of/c.py: passed over: nothing is known of what to expect from this folder",
    ]


def test_without_an_accepted_submission_the_package_is_refused() -> None:
    assert read({"wrong_answer/a.py": ""})[1] == [
        "error submissions/accepted: there is no accepted submission that can be run"
    ]


def test_submissions_yaml_replaces_adds_and_restricts() -> None:
    yaml = """
wrong_answer: {permitted: [AC, WA, RTE]}
wrong_answer/b.py:
  required: [RTE]
  secret/*-big:
    permitted: [RTE]
"{accepted,wrong_answer}/a.py": {model_solution: true, language: python3, use_for_time_limit: false, entrypoint: a}
mixed/*: {permitted: [AC, TLE], score: 5, message: slow}
"""
    files = {**ACCEPTED, "wrong_answer/a.py": "", "wrong_answer/b.py": "", "mixed/c.py": "", "submissions.yaml": yaml}
    found, problems = read(files, PackageFormat.V2025_09)
    assert problems == [
        "warning submissions/submissions.yaml: score: what is expected here is not checked",
        "warning submissions/submissions.yaml: message: what is expected here is not checked",
    ]
    changed = Rule(verdicts("AC", "WA", "RTE"), verdicts("WA"))
    assert found["wrong_answer/a.py"].rules == (changed,)
    assert found["wrong_answer/b.py"].rules == (
        changed,
        Rule(ANY, verdicts("RTE")),
        Rule(verdicts("RTE"), pattern="secret/*-big"),
    )
    assert found["mixed/c.py"].rules == (Rule(verdicts("AC", "TLE")),)
    assert found["accepted/a.py"].model
    assert not found["accepted/a.py"].bounds_time


def test_an_unknown_verdict_is_told() -> None:
    files = {**ACCEPTED, "submissions.yaml": "accepted: {permitted: [OK]}\n"}
    assert "error submissions/submissions.yaml: permitted: 'OK' is not among AC, WA, TLE, RTE" in read(files)[1]


@pytest.mark.parametrize(
    ("pattern", "path", "found"),
    [
        ("a", "a/b", True),
        ("a/b", "a", False),
        ("*", "a/b/c", True),
        ("a/*", "a", False),
        ("a*c/d", "abbc/d", True),
        ("a*/d", "a/b/d", False),
        ("a/{b,c}.{py,cpp}", "a/c.cpp", True),
        ("a/{b,c}.py", "a/d.py", False),
        ("a?", "ab", False),
        ("[ab]", "a", False),
        ("[ab]", "[ab]", True),
    ],
)
def test_a_star_stays_in_one_name_and_braces_are_choices(pattern: str, path: str, found: bool) -> None:
    assert matches(pattern, path) is found


@pytest.mark.parametrize("pattern", ["{a,b}" * 60, "{" * 200, "*a" * 100, "{a,{b,c}}" * 20])
def test_patterns_that_blow_up_end(pattern: str) -> None:
    assert not matches(pattern, "a" * 200 + "b")

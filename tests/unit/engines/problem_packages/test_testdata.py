from decimal import Decimal

import pytest

from shared.engines.problem_packages.findings import Findings
from shared.engines.problem_packages.model import Aggregation, CaseGroup
from shared.engines.problem_packages.settings import read_settings
from shared.engines.problem_packages.testdata import read_testdata

LEGACY = "type: scoring\n"
NEW = "problem_format_version: 2025-09\ntype: scoring\n"
SAMPLE = {"sample/1.in": "1", "sample/1.ans": "1"}


def read(settings: str, files: dict[str, str]) -> tuple[CaseGroup, CaseGroup, list[str]]:
    findings = Findings()
    data = {f"data/{path}": text.encode() for path, text in files.items()}
    sample, secret = read_testdata(data, read_settings(settings.encode(), Findings()), findings)
    return sample, secret, [f"{each.severity} {each.path}: {each.message}" for each in findings.listed()]


def case(name: str) -> dict[str, str]:
    return {f"{name}.in": "in", f"{name}.ans": "ans"}


def test_a_test_is_its_input_with_what_lies_beside_it() -> None:
    files = {
        "secret/a.b.in": "1\n",
        "secret/a.b.ans": "2\n",
        "secret/a.b.hint": "Think.\n",
        "secret/a.b.desc": "Small.\n",
        "secret/a.b.args": "-x 'y z'",
        "secret/a.b.png": "picture",
        "secret/a.b.files/deep/table.csv": "1,2",
        "secret/a.b.in.statement": "1",
    }
    _, secret, problems = read("", files)
    assert problems == []
    (found,) = secret.cases
    assert (found.name, found.input, found.answer) == ("secret/a.b", b"1\n", b"2\n")
    assert (found.hint, found.description, found.arguments) == ("Think.", "Small.", ("-x", "y z"))
    assert found.files == {"deep/table.csv": b"1,2"}
    assert secret.groups == ()


def test_newer_tests_have_their_own_file_of_settings() -> None:
    files = {
        **case("secret/1"),
        "secret/1.yaml": "args: [a]\nhint: Think.\ndescription: Small.\noutput_validator_args: [case_sensitive]\n",
        **case("secret/2"),
        "secret/test_group.yaml": "args: [{{n}}]\noutput_validator_args: [float_tolerance, 0.1]\nfull_feedback: true\n",
    }
    _, secret, problems = read("problem_format_version: 2025-09\nconstants: {n: 7}\n", files)
    assert problems == []
    assert [each.arguments for each in secret.cases] == [("a",), ("7",)]
    assert [each.validator_flags for each in secret.cases] == [("case_sensitive",), ("float_tolerance", "0.1")]
    assert (secret.cases[0].hint, secret.cases[0].description) == ("Think.", "Small.")


def test_tests_come_in_lexicographical_order_and_those_of_validators_not_at_all() -> None:
    files = {**case("secret/b"), **case("secret/a/2"), **case("secret/a/1"), **case("secret/c"), **SAMPLE}
    sample, secret, problems = read("", {**files, "invalid_input/1.in": "x"})
    assert problems == []
    assert [each.name for each in sample.all_cases()] == ["sample/1"]
    assert [each.name for each in secret.in_order()] == ["secret/a", "secret/b", "secret/c"]


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({}, "error data/secret: there is no secret test"),
        ({"secret/1.in": ""}, "error data/secret/1.in: there is no answer 1.ans"),
        ({**case("secret/1"), "secret/2.ans": ""}, "warning data/secret/2.ans: passed over: it belongs to no test"),
        (
            {**case("secret/1"), "secret/1.args": "'"},
            "error data/secret/1.args: these are no arguments: No closing quotation",
        ),
        (
            {**case("secret/1"), "secret/testdata.yaml": "grading: custom"},
            "error data/secret/testdata.yaml: grading: graders of one's own are not supported",
        ),
        (
            {**case("secret/1"), "secret/testdata.yaml": "grader_flags: avg"},
            "error data/secret/testdata.yaml: grader_flags: 'avg' is not supported",
        ),
        (
            {**case("secret/1"), "secret/testdata.yaml": "reject_score: 5"},
            "error data/secret/testdata.yaml: reject_score: points for rejected tests are not supported",
        ),
        (
            {**case("secret/1"), "secret/testdata.yaml": "accept_score: -5"},
            "error data/secret/testdata.yaml: accept_score: points below 0 are not supported",
        ),
        (
            {**case("secret/1"), "secret/testdata.yaml": "range: 0 many"},
            "error data/secret/testdata.yaml: range: must be two numbers",
        ),
        (
            {**case("secret/1"), "secret/testdata.yaml": "on_rejekt: break"},
            "warning data/secret/testdata.yaml: the key 'on_rejekt' is not known",
        ),
        (
            {**case("secret/" + "d/" * 9 + "1")},
            "error data/secret/d/d/d/d/d/d/d/d/d/1.ans: tests lie at most 8 folders deep",
        ),
    ],
)
def test_what_is_wrong_is_told_where_it_is(files: dict[str, str], problem: str) -> None:
    assert problem in read(LEGACY, files)[2]


def test_legacy_settings_are_inherited_one_by_one() -> None:
    files = {
        "testdata.yaml": "on_reject: continue\ngrader_flags: ignore_sample\n",
        "secret/testdata.yaml": "grader_flags: always_accept sum\naccept_score: 10\n",
        "secret/b/testdata.yaml": "on_reject: break\ngrader_flags: min\naccept_score: 40\nrange: -inf +inf\n",
        **case("secret/a/1"),
        **case("secret/a/2"),
        **case("secret/b/1"),
        **case("secret/b/2"),
        **SAMPLE,
    }
    sample, secret, problems = read(LEGACY, files)
    assert problems == []
    assert sample.points == 0
    assert (secret.aggregation, secret.points, secret.stops_on_reject) == (Aggregation.SUM, 60, False)
    first, second = secret.groups
    assert (first.aggregation, first.points, first.stops_on_reject) == (Aggregation.SUM, 20, False)
    assert (second.aggregation, second.points, second.stops_on_reject) == (Aggregation.PASS_FAIL, 40, True)


def test_a_group_that_counts_partly_by_its_least_test_is_a_minimum() -> None:
    files = {"secret/testdata.yaml": "grader_flags: always_accept min\naccept_score: 7.5\n", **case("secret/1")}
    _, secret, _ = read(LEGACY, files)
    assert (secret.aggregation, secret.points) == (Aggregation.MIN, Decimal("7.5"))


def test_samples_count_in_legacy_packages_that_do_not_ignore_them() -> None:
    sample, secret, _ = read(LEGACY, {**SAMPLE, **case("secret/1"), **case("secret/2")})
    assert (sample.points, secret.points) == (1, 2)


def test_packages_of_2023_07_may_speak_legacy_in_their_tests() -> None:
    files = {"secret/testdata.yaml": "grader_flags: min\naccept_score: 5\n", **case("secret/1"), **case("secret/2")}
    _, secret, problems = read("problem_format_version: 2023-07-draft\ntype: scoring\n", files)
    assert problems == []
    assert (secret.aggregation, secret.points) == (Aggregation.PASS_FAIL, 5)


def test_newer_groups_share_what_others_leave() -> None:
    files = {
        "secret/a/test_group.yaml": "max_score: 40\nscore_aggregation: sum\n",
        "secret/b/test_group.yaml": "require_pass: [sample, secret/a]\n",
        "secret/c/test_group.yaml": "",
        **case("secret/a/1"),
        **case("secret/b/1"),
        **case("secret/c/x/1"),
        **SAMPLE,
    }
    sample, secret, problems = read(NEW, files)
    assert problems == []
    assert sample.points == 0
    assert (secret.aggregation, secret.points) == (Aggregation.SUM, 100)
    assert [group.points for group in secret.groups] == [40, 30, 30]
    assert [group.aggregation for group in secret.groups] == [
        Aggregation.SUM,
        Aggregation.PASS_FAIL,
        Aggregation.PASS_FAIL,
    ]
    assert secret.groups[1].requires == ("sample", "secret/a")
    assert [each.name for each in secret.groups[2].cases] == ["secret/c/x/1"]


def test_drafts_kept_points_in_a_mapping_of_their_own() -> None:
    files = {
        "secret/testdata.yaml": "scoring: {score: 60, aggregation: min, require-pass: sample}\n",
        **case("secret/1"),
    }
    _, secret, problems = read(NEW, files)
    assert problems == []
    assert (secret.aggregation, secret.points, secret.requires) == (Aggregation.MIN, 60, ("sample",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("max_score: unbounded", "max_score: unbounded points, which only a validator can give, are not supported"),
        ("score_aggregation: most", "score_aggregation: must be sum, min or pass-fail"),
        ("static_validation_score: 5", "static_validation_score: static validation is not supported"),
    ],
)
def test_newer_settings_that_are_not_supported_are_told(text: str, message: str) -> None:
    _, _, problems = read(NEW, {"secret/test_group.yaml": text, **case("secret/1")})
    assert problems == [f"error data/secret/test_group.yaml: {message}"]

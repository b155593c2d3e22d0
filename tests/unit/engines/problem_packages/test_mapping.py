from dataclasses import replace
from decimal import Decimal

import pytest

from shared.engines.problem_packages.findings import Findings
from shared.engines.problem_packages.mapping import ImportedQuestion, to_question
from shared.engines.problem_packages.model import (
    Aggregation,
    Case,
    CaseGroup,
    CustomValidator,
    DefaultValidator,
    ProblemPackage,
    Settings,
)
from shared.engines.problem_packages.reader import read_package
from shared.engines.scoring.checkers import CheckerSpec, CustomChecker, ExactChecker, FloatChecker, TokensChecker
from shared.engines.scoring.points import GroupScoring, ScoredTest, TestGroup, group_problem, question_points
from shared.engines.scoring.verdicts import Verdict
from tests.fixtures.archives import package


def read(name: str) -> ProblemPackage:
    found = read_package(package(name)).package
    assert found is not None
    return found


def mapped(found: ProblemPackage, language: str = "en") -> tuple[ImportedQuestion, list[str]]:
    findings = Findings()
    question = to_question(found, findings, natural_language=language)
    assert question is not None
    return question, [finding.message for finding in findings.listed()]


def refused(found: ProblemPackage) -> list[str]:
    findings = Findings()
    assert to_question(found, findings) is None
    return [f"{finding.path}: {finding.message}" for finding in findings.listed()]


def points(question: ImportedQuestion, failed: set[str]) -> Decimal:
    tests = [
        ScoredTest(test.id, Verdict.WA if test.id in failed else Verdict.AC, test.weight, test.group)
        for test in question.tests
    ]
    return question_points(tests, question.groups, Decimal(100))


def scoring(secret: CaseGroup, sample: CaseGroup | None = None) -> ProblemPackage:
    package = read("tickets")
    return replace(package, secret=secret, sample=sample or CaseGroup("sample", Aggregation.SUM, Decimal(0)))


def cases(group: str, count: int) -> tuple[Case, ...]:
    return tuple(Case(f"{group}/{number}", b"1", b"2") for number in range(count))


def test_a_pass_fail_package_gives_all_or_nothing() -> None:
    question, _ = mapped(read("difference"))
    assert [(test.id, test.visible) for test in question.tests] == [
        ("sample-1", True),
        ("secret-01-equal", False),
        ("secret-02-larger-first", False),
    ]
    assert question.groups == (TestGroup(id="all", scoring=GroupScoring.ALL_OR_NOTHING),)
    assert (points(question, set()), points(question, {"sample-1"})) == (100, 0)


def test_a_scoring_package_gives_the_points_of_its_groups() -> None:
    question, _ = mapped(read("tickets"))
    assert group_problem(question.groups, [test.group for test in question.tests]) is None
    assert points(question, set()) == 100
    assert points(question, {"sample-1"}) == 100
    assert points(question, {"secret-group1-2"}) == 70
    assert points(question, {"secret-group2-1", "secret-group2-2"}) == 30


def test_groups_nest_and_tests_beside_groups_keep_their_points() -> None:
    inner = CaseGroup("secret/a", Aggregation.SUM, Decimal(40), cases("secret/a", 4))
    empty = CaseGroup("secret/b", Aggregation.SUM, Decimal(0))
    question, _ = mapped(
        scoring(CaseGroup("secret", Aggregation.SUM, Decimal(100), cases("secret", 3), (inner, empty)))
    )
    assert [group.id for group in question.groups] == ["secret", "secret-a"]
    assert points(question, {"secret-1"}) == 80
    assert points(question, {"secret-a-1"}) == 90
    assert points(question, {"secret-a-1", "secret-1"}) == 70


def test_samples_may_count() -> None:
    sample = CaseGroup("sample", Aggregation.SUM, Decimal(1), cases("sample", 1))
    question, _ = mapped(scoring(CaseGroup("secret", Aggregation.MIN, Decimal(3), cases("secret", 2)), sample))
    assert points(question, {"sample-0"}) == 75
    assert points(question, {"secret-0"}) == 25


def test_points_that_are_no_whole_numbers_stay_in_proportion() -> None:
    groups = tuple(
        CaseGroup(f"secret/{name}", Aggregation.PASS_FAIL, Decimal(points), cases(f"secret/{name}", 1))
        for name, points in (("a", "12.5"), ("b", "37.5"), ("c", "50"))
    )
    question, problems = mapped(scoring(CaseGroup("secret", Aggregation.SUM, Decimal(100), (), groups)))
    assert problems == []
    assert points(question, {"secret-a-0"}) == Decimal("87.5")


def test_points_too_fine_for_weights_are_rounded_with_a_warning() -> None:
    third = Decimal(100) / 3
    groups = tuple(
        CaseGroup(f"secret/{name}", Aggregation.PASS_FAIL, worth, cases(f"secret/{name}", 1))
        for name, worth in (("a", third), ("b", third), ("c", 100 - 2 * third))
    )
    question, problems = mapped(scoring(CaseGroup("secret", Aggregation.SUM, Decimal(100), (), groups)))
    assert problems == ["points are rounded"]
    assert points(question, {"secret-a-0"}) == Decimal("66.67")


def test_a_dependency_of_groups_is_left_out_with_a_warning() -> None:
    group = CaseGroup("secret", Aggregation.SUM, Decimal(1), cases("secret", 1), requires=("sample",))
    assert mapped(scoring(group))[1] == ["the group counts whether or not sample is passed"]


def test_long_and_strange_names_get_ids_of_their_own() -> None:
    names = ("secret/" + "x" * 60, "secret/" + "x" * 61, "secret/a.b", "secret/a-b")
    group = CaseGroup("secret", Aggregation.SUM, Decimal(4), tuple(Case(name, b"", b"") for name in names))
    question, _ = mapped(scoring(group))
    ids = [test.id for test in question.tests]
    assert ids == ["secret-" + "x" * 33, "secret-" + "x" * 28 + "-2", "secret-a-b", "secret-a-b-2"]
    assert [test.name for test in question.tests] == list(names)


@pytest.mark.parametrize(
    ("validator", "checker", "warned"),
    [
        (DefaultValidator(), TokensChecker(case_sensitive=False), False),
        (DefaultValidator(case_sensitive=True), TokensChecker(), False),
        (DefaultValidator(case_sensitive=True, space_sensitive=True), ExactChecker(), False),
        (DefaultValidator(space_sensitive=True), ExactChecker(), True),
        (
            DefaultValidator(absolute_tolerance=Decimal("0.1")),
            FloatChecker(absolute=Decimal("0.1"), relative=Decimal(0)),
            False,
        ),
        (
            DefaultValidator(relative_tolerance=Decimal("0.1"), space_sensitive=True),
            FloatChecker(absolute=Decimal(0), relative=Decimal("0.1")),
            True,
        ),
        (
            CustomValidator("python", b"x", ("a",)),
            CustomChecker(language="python", source="x", arguments=("a",)),
            False,
        ),
    ],
)
def test_validators_become_checkers(
    validator: DefaultValidator | CustomValidator, checker: CheckerSpec, warned: bool
) -> None:
    question, problems = mapped(replace(read("leaky"), validator=validator))
    assert question.checker == checker
    assert bool(problems) == warned


def test_words_beside_numbers_need_the_right_case_which_is_told() -> None:
    validator = DefaultValidator(absolute_tolerance=Decimal("0.1"))
    found = replace(read("difference"), validator=validator, attachments={})
    assert mapped(found)[1] == []
    wordy = replace(found.secret, cases=(Case("secret/1", b"", b"impossible"),))
    assert mapped(replace(found, secret=wordy))[1] == [
        "words that are no numbers must be right in upper and lower case"
    ]


def test_the_text_comes_in_the_language_asked_for_or_in_english() -> None:
    found = read("greeting")
    assert (mapped(found, "sv")[0].title, mapped(found, "sv")[0].natural_language) == (
        "En v\u00e4nlig h\u00e4lsning",
        "sv",
    )
    question, problems = mapped(found, "fr")
    assert (question.title, question.natural_language) == ("A Friendly Greeting", "en")
    assert problems == ["the text is taken in 'en'; left out: sv"]
    only = replace(found, statements={"sv": found.statements["sv"]}, settings=without_names(found.settings))
    assert mapped(only)[0].title == "greeting"


def without_names(settings: Settings) -> Settings:
    return replace(settings, names={})


def test_limits_languages_and_the_reference_are_the_packages() -> None:
    question, _ = mapped(read("greeting"))
    assert (question.cpu_ms, question.memory_mib) == (1500, 256)
    assert question.languages == ("javascript", "python")
    assert question.reference.name == "accepted/whole_line.py"
    assert mapped(read("difference"))[0].cpu_ms is None


def test_what_is_left_out_is_told() -> None:
    assert mapped(read("difference"))[1] == ["left out: notes.txt"]


def test_a_reference_must_be_one_file() -> None:
    found = read("greeting")
    only = tuple(each for each in found.submissions if each.name == "accepted/parts")
    assert refused(replace(found, submissions=only)) == [
        "submissions/accepted: one accepted submission must be a single file, to be the reference",
        "statement: the text is taken in 'en'; left out: sv",
    ]


def test_tests_that_questions_can_not_have_are_refused() -> None:
    strange = (
        Case("secret/1", b"", b"", arguments=("x",)),
        Case("secret/2", b"", b"", files={"x": b""}),
    )
    group = CaseGroup("secret", Aggregation.SUM, Decimal(2), strange)
    assert refused(scoring(group)) == [
        "data/secret/1.in: tests with arguments or files of their own are not supported",
        "data/secret/2.in: tests with arguments or files of their own are not supported",
    ]


@pytest.mark.parametrize("source", [b"", b"\xff", b"x" * 50_001])
def test_a_validator_that_no_checker_can_be_is_refused(source: bytes) -> None:
    (problem,) = refused(replace(read("leaky"), validator=CustomValidator("python", source)))
    assert problem.startswith("output_validator: the validator can't be taken: ")

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.scoring.points import (
    GroupScoring,
    ScoredTest,
    TestGroup,
    group_problem,
    needs_review,
    points_by_test,
    question_points,
    rounded,
)
from shared.engines.scoring.verdicts import Verdict

WORTH = st.decimals(Decimal("0.01"), Decimal(1000), places=2)
SHARES = st.decimals(0, 1, places=2)


@st.composite
def grouped(draw: st.DrawFn) -> tuple[list[ScoredTest], list[TestGroup]]:
    groups = list[TestGroup]()
    for number in range(draw(st.integers(0, 4))):
        parent = draw(st.sampled_from([None, *(group.id for group in groups)]))
        weight = draw(st.none() | st.integers(1, 100))
        scoring = draw(st.sampled_from(GroupScoring))
        groups.append(TestGroup(id=f"g{number}", scoring=scoring, weight=weight, parent=parent))
    test = st.builds(
        ScoredTest,
        st.just("t"),
        st.sampled_from(Verdict),
        st.integers(1, 100),
        st.sampled_from([None, *(group.id for group in groups)]),
        SHARES,
    )
    return draw(st.lists(test, max_size=20)), groups


def passed(weight: int = 1, group: str | None = None, share: str = "1") -> ScoredTest:
    return ScoredTest("t", Verdict.AC, weight, group, Decimal(share))


def failed(weight: int = 1, group: str | None = None) -> ScoredTest:
    return ScoredTest("t", Verdict.WA, weight, group)


def a_group(name: str, scoring: GroupScoring, weight: int | None = None, parent: str | None = None) -> TestGroup:
    return TestGroup(id=name, scoring=scoring, weight=weight, parent=parent)


def test_points_are_the_share_of_the_weights_that_passed() -> None:
    assert question_points([passed(1), failed(1), passed(2)], [], Decimal(10)) == Decimal("7.50")


def test_points_are_rounded_half_up() -> None:
    assert rounded(Decimal("0.125")) == Decimal("0.13")


@pytest.mark.parametrize("points", ["-0.001", "-0", "0", "-0.00"])
def test_points_that_are_nearly_nothing_have_no_sign(points: str) -> None:
    assert str(rounded(Decimal(points))) == "0.00"
    assert question_points([passed(1), failed(2)], [], Decimal(10)) == Decimal("3.33")
    assert question_points([passed(1), passed(4), failed(1)], [], Decimal("0.03")) == Decimal("0.03")


def test_a_question_without_tests_is_worth_nothing() -> None:
    assert question_points([], [], Decimal(10)) == 0
    assert question_points([], [a_group("a", GroupScoring.SUM, 5)], Decimal(10)) == 0


def test_all_or_nothing_takes_every_test_of_the_group() -> None:
    groups = [a_group("a", GroupScoring.ALL_OR_NOTHING)]
    tests = [passed(3, "a"), passed(1, "a"), passed(1)]
    assert points_by_test(tests, groups, Decimal(10)) == (6, 2, 2)
    assert points_by_test([passed(3, "a"), failed(1, "a"), passed(1)], groups, Decimal(10)) == (0, 0, 2)
    assert question_points([passed(1, "a", "0.9"), passed(3, "a")], groups, Decimal(10)) == 0


def test_minimum_is_what_the_least_test_earned() -> None:
    groups = [a_group("a", GroupScoring.MINIMUM)]
    tests = [passed(1, "a", "0.5"), passed(3, "a"), failed(1)]
    assert points_by_test(tests, groups, Decimal(10)) == (1, 3, 0)
    assert question_points([failed(1, "a"), passed(3, "a")], groups, Decimal(10)) == 0


def test_a_group_weighs_what_it_is_given_or_what_its_tests_weigh() -> None:
    tests = [passed(1, "a"), failed(1, "a"), failed(2)]
    assert question_points(tests, [a_group("a", GroupScoring.SUM)], Decimal(8)) == 2
    assert question_points(tests, [a_group("a", GroupScoring.SUM, 6)], Decimal(8)) == 3


def test_groups_nest() -> None:
    groups = [
        a_group("outer", GroupScoring.MINIMUM),
        a_group("half", GroupScoring.SUM, parent="outer"),
        a_group("full", GroupScoring.ALL_OR_NOTHING, parent="outer"),
    ]
    tests = [passed(1, "half"), failed(1, "half"), passed(1, "full"), passed(1, "full"), failed(4)]
    assert points_by_test(tests, groups, Decimal(80)) == (10, 0, 5, 5, 0)


def test_an_unjudged_test_earns_nothing_and_is_flagged() -> None:
    unjudged = ScoredTest("t", Verdict.IE, 1)
    assert question_points([unjudged, passed(1)], [], Decimal(10)) == 5
    assert needs_review([unjudged, passed()])
    assert not needs_review([failed(), passed()])


@pytest.mark.thorough
@given(grouped(), WORTH)
def test_the_points_of_the_tests_add_up_to_the_questions(
    question: tuple[list[ScoredTest], list[TestGroup]], worth: Decimal
) -> None:
    tests, groups = question
    assert sum(points_by_test(tests, groups, worth)) == question_points(tests, groups, worth)


@pytest.mark.thorough
@given(grouped(), WORTH)
def test_only_tests_that_passed_earn_points_and_none_more_than_the_worth(
    question: tuple[list[ScoredTest], list[TestGroup]], worth: Decimal
) -> None:
    tests, groups = question
    assert 0 <= question_points(tests, groups, worth) <= worth
    for test, points in zip(tests, points_by_test(tests, groups, worth), strict=True):
        assert points == 0 if test.verdict is not Verdict.AC else points >= 0


@pytest.mark.thorough
@given(grouped(), WORTH, st.data())
def test_passing_one_more_test_never_costs_points(
    question: tuple[list[ScoredTest], list[TestGroup]], worth: Decimal, data: st.DataObject
) -> None:
    tests, groups = question
    tests.append(failed(group=data.draw(st.sampled_from([None, *(group.id for group in groups)]))))
    place = data.draw(st.sampled_from([place for place, test in enumerate(tests) if test.verdict is not Verdict.AC]))
    better = [*tests]
    better[place] = passed(tests[place].weight, tests[place].group, str(tests[place].share))
    assert question_points(better, groups, worth) >= question_points(tests, groups, worth)


@pytest.mark.thorough
@given(grouped(), WORTH)
def test_passing_everything_earns_everything(
    question: tuple[list[ScoredTest], list[TestGroup]], worth: Decimal
) -> None:
    tests, groups = question
    tests = [*(passed(test.weight, test.group) for test in tests), passed()]
    assert question_points(tests, groups, worth) == worth


@pytest.mark.thorough
@given(grouped(), WORTH)
def test_groups_that_only_sum_up_change_nothing(
    question: tuple[list[ScoredTest], list[TestGroup]], worth: Decimal
) -> None:
    tests, groups = question
    summing = [a_group(group.id, GroupScoring.SUM, parent=group.parent) for group in groups]
    alone = [ScoredTest(test.id, test.verdict, test.weight, None, test.share) for test in tests]
    assert points_by_test(tests, summing, worth) == points_by_test(alone, [], worth)


def test_a_group_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ValueError, match="test t names the group a"):
        question_points([passed(1, "a")], [], Decimal(1))
    groups = [a_group("a", GroupScoring.SUM, parent="b"), a_group("b", GroupScoring.SUM)]
    with pytest.raises(ValueError, match="group a names the group b"):
        points_by_test([passed(1, "a")], groups, Decimal(1))


@pytest.mark.parametrize(
    ("groups", "named", "why"),
    [
        ([("a", None), ("a", None)], ["a"], "two groups have the id a"),
        ([("a", "b"), ("b", None)], ["a"], "no group b comes before the group a"),
        ([("a", "a")], ["a"], "no group a comes before the group a"),
        ([("a", None)], ["a", "b"], "there is no group b"),
        ([("a", None), ("b", "a")], ["a"], "the group b has no tests"),
    ],
)
def test_groups_that_do_not_work_are_a_problem(
    groups: list[tuple[str, str | None]], named: list[str], why: str
) -> None:
    found = group_problem([a_group(name, GroupScoring.SUM, parent=parent) for name, parent in groups], named)
    assert (found or "").startswith(why)


def test_groups_that_work_are_none() -> None:
    groups = [a_group("a", GroupScoring.SUM), a_group("b", GroupScoring.MINIMUM, parent="a")]
    assert group_problem(groups, ["b"]) is None
    assert group_problem([], []) is None

from fractions import Fraction

import pytest

from shared.engines.item_analysis.classical import (
    corrected_point_biserial,
    cronbach_alpha,
    difficulty,
    option_counts,
)
from tests.fixtures.lsat import lsat6

ONE, NONE = Fraction(1), Fraction(0)


def people() -> list[list[Fraction | None]]:
    return [[Fraction(response) for response in person] for person in lsat6()]


def test_the_items_of_lsat_6_are_as_difficult_as_published() -> None:
    found = [difficulty(column) for column in zip(*people(), strict=True)]
    assert [f"{float(each or 0):.3f}" for each in found] == ["0.924", "0.709", "0.553", "0.763", "0.870"]


def test_lsat_6_has_the_published_alpha() -> None:
    assert cronbach_alpha(people()) == pytest.approx(0.295, abs=0.0005)


def test_lsat_6_has_the_point_biserials_that_leave_the_item_out() -> None:
    # From the published patterns, as the correlation with the sum of the other four items.
    found = [corrected_point_biserial(people(), item) for item in range(5)]
    assert found == pytest.approx([0.1128, 0.1532, 0.1728, 0.1444, 0.1216], abs=0.0005)


def test_an_item_nobody_was_asked_or_all_answered_alike_says_nothing() -> None:
    assert difficulty([None, None]) is None
    assert corrected_point_biserial([[ONE, ONE], [ONE, NONE]], 0) is None
    assert corrected_point_biserial([[ONE], [NONE]], 0) is None
    assert cronbach_alpha([[ONE, ONE], [ONE, ONE]]) is None
    assert cronbach_alpha([[ONE], [NONE]]) is None


def test_whoever_was_not_asked_an_item_does_not_count_for_it() -> None:
    asked: list[list[Fraction | None]] = [[ONE, ONE], [NONE, NONE], [ONE, ONE], [NONE, None], [None, ONE]]
    assert difficulty([each[0] for each in asked]) == Fraction(1, 2)
    assert corrected_point_biserial(asked, 0) == pytest.approx(1.0)
    assert cronbach_alpha(asked) == pytest.approx(1.0)


def test_distractors_show_who_chose_them() -> None:
    totals = {str(number): Fraction(number) for number in range(9)}
    chosen = {person: frozenset({"b" if total < 4 else "a"}) for person, total in totals.items()}
    right, wrong, nobodys = option_counts(["a", "b", "c"], chosen, totals)
    assert (right.chosen, right.low, right.high) == (5, 0, 3)
    assert (wrong.chosen, wrong.low, wrong.high) == (4, 3, 0)
    assert (nobodys.chosen, nobodys.low, nobodys.high) == (0, 0, 0)


def test_people_of_equal_totals_stand_in_the_same_third() -> None:
    totals = dict.fromkeys("abcdef", ONE)
    [option] = option_counts(["x"], dict.fromkeys("abcdef", frozenset({"x"})), totals)
    assert (option.low, option.high) == (6, 6)

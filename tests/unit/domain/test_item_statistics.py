from datetime import UTC, datetime
from fractions import Fraction

import pytest

from shared.domain.analytics.items import Item, ScoredPerson, analysed
from shared.domain.analytics.model import ItemAnalysis, ModelState
from tests.fixtures.lsat import lsat6

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ITEMS = [Item(f"q{place}", f"Question {place}", "coding") for place in range(5)]


def statistics(responses: list[list[bool]], items: list[Item]) -> ItemAnalysis:
    people = [
        ScoredPerson(str(number), {item.question_id: Fraction(right) for item, right in zip(items, each, strict=True)})
        for number, each in enumerate(responses)
    ]
    return analysed("exam", items, people, at=NOW)


def test_lsat_6_as_an_assessment_has_its_published_statistics() -> None:
    found = statistics(lsat6(), ITEMS)
    assert (found.attempts, found.alpha, found.model) == (1000, pytest.approx(0.295, abs=0.0005), ModelState.ESTIMATED)
    assert [item.difficulty for item in found.items] == [0.924, 0.709, 0.553, 0.763, 0.870]
    estimates = [item.estimate for item in found.items if item.estimate]
    assert [each.slope for each in estimates] == pytest.approx([0.825, 0.723, 0.890, 0.689, 0.658], abs=0.005)


def test_a_question_that_all_got_right_has_no_estimate_and_spoils_no_other() -> None:
    items = [*ITEMS, Item("easy", "Easy", "coding")]
    found = statistics([[*person, True] for person in lsat6()], items)
    assert found.model is ModelState.ESTIMATED
    assert [item.estimate is None for item in found.items] == [False] * 5 + [True]
    assert (found.items[5].difficulty, found.items[5].point_biserial) == (1.0, None)


def test_what_does_not_converge_is_said() -> None:
    found = statistics([[number % 2 == 0] * 4 for number in range(300)], ITEMS[:4])
    assert found.model is ModelState.NOT_CONVERGED
    assert "no maximum" in found.model_note


def test_nobody_and_nothing_is_no_failure() -> None:
    found = statistics([], ITEMS)
    assert (found.attempts, found.alpha, found.model) == (0, None, ModelState.TOO_FEW)
    assert analysed("exam", [], [], at=NOW).items == ()

import random
from math import exp

import pytest

from shared.engines.item_analysis.two_parameter import MIN_PEOPLE, TooFew, calibrate
from tests.fixtures.lsat import lsat6


def test_lsat_6_has_the_published_estimates() -> None:
    found = calibrate(lsat6())
    assert found.converged
    assert [item.slope for item in found.items] == pytest.approx([0.825, 0.723, 0.890, 0.689, 0.658], abs=0.005)
    assert [item.difficulty for item in found.items] == pytest.approx([-3.36, -1.37, -0.280, -1.87, -3.12], abs=0.02)
    assert found.log_likelihood == pytest.approx(-2466.65, abs=0.01)


def test_lsat_6_has_standard_errors_of_the_published_size() -> None:
    found = calibrate(lsat6())
    slopes = [item.slope_error or 0 for item in found.items]
    difficulties = [item.difficulty_error or 0 for item in found.items]
    assert slopes == pytest.approx([0.258, 0.187, 0.233, 0.185, 0.210], rel=0.1)
    assert difficulties == pytest.approx([0.867, 0.307, 0.100, 0.434, 0.870], rel=0.1)


def test_known_items_are_found_again_though_each_person_is_asked_some_of_them() -> None:
    chance = random.Random(6)  # noqa: S311 (a fixed sample)
    items = [(0.7, -1.0), (1.0, -0.5), (1.3, 0.0), (1.0, 0.5), (1.6, 1.0), (0.9, 0.2)]

    def responses() -> list[bool | None]:
        ability = chance.gauss(0, 1)
        left_out = chance.randrange(len(items))
        return [
            None if place == left_out else chance.random() < 1 / (1 + exp(-slope * (ability - difficulty)))
            for place, (slope, difficulty) in enumerate(items)
        ]

    found = calibrate([responses() for _ in range(4_000)])
    assert found.converged
    for item, (slope, difficulty) in zip(found.items, items, strict=True):
        assert item.slope_error is not None
        assert item.difficulty_error is not None
        assert abs(item.slope - slope) < 4 * item.slope_error
        assert abs(item.difficulty - difficulty) < 4 * item.difficulty_error


def test_too_few_people_or_items_are_refused() -> None:
    with pytest.raises(TooFew, match="at least 200 people"):
        calibrate(lsat6()[: MIN_PEOPLE - 1])
    with pytest.raises(TooFew, match="at least 3 items"):
        calibrate([person[:2] for person in lsat6()])
    with pytest.raises(TooFew, match="item 5 alike"):
        calibrate([[*person, True] for person in lsat6()])


def test_whoever_was_asked_nothing_does_not_count() -> None:
    nobody: list[list[bool | None]] = [[None] * 5 for _ in range(MIN_PEOPLE)]
    with pytest.raises(TooFew, match="not 150"):
        calibrate([*lsat6()[:150], *nobody])


def test_responses_that_fit_no_maximum_are_said_not_to_converge() -> None:
    # Everybody answers all items alike: the slopes grow without end.
    found = calibrate([[number % 2 == 0] * 4 for number in range(400)])
    assert not found.converged

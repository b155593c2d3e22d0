from decimal import Decimal
from fractions import Fraction

import pytest

from shared.engines.item_analysis.ranks import Standing


def test_equal_scores_share_a_rank_and_the_next_one_is_skipped() -> None:
    standing = Standing([Decimal(score) for score in (10, 8, 8, 5)])
    assert [standing.rank(Decimal(score)) for score in (10, 8, 5)] == [1, 2, 4]


def test_a_percentile_counts_half_of_the_equals() -> None:
    standing = Standing([Decimal(score) for score in (10, 8, 8, 5)])
    assert [standing.percentile(Decimal(score)) for score in (5, 8, 10)] == [Fraction(25, 2), 50, Fraction(175, 2)]


def test_one_alone_stands_in_the_middle_and_nobody_nowhere() -> None:
    assert Standing([Decimal(3)]).percentile(Decimal(3)) == 50
    with pytest.raises(ValueError, match="no scores"):
        Standing([]).percentile(Decimal(3))

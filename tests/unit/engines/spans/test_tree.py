import random

import pytest

from shared.engines.spans.model import Span
from shared.engines.spans.tree import rows_of
from tests.fixtures.spans import BEGAN, TRACE


def span(number: int, parent: int | None = None, name: str = "") -> Span:
    return Span(
        trace_id=TRACE,
        span_id=str(number),
        parent_id=None if parent is None else str(parent),
        name=name,
        start_nanos=BEGAN + number,
        end_nanos=BEGAN + number + 1,
    )


def outline(*spans: Span) -> list[tuple[int, int]]:
    return [(int(row.span.span_id), row.depth) for row in rows_of(spans)]


def test_each_span_follows_its_parent_in_the_order_they_began() -> None:
    spans = [span(1), span(2, 1), span(3, 2), span(4, 1), span(5)]
    expected = [(1, 0), (2, 1), (3, 2), (4, 1), (5, 0)]
    for seed in range(10):
        assert outline(*random.Random(seed).sample(spans, len(spans))) == expected  # noqa: S311


def test_a_span_whose_parent_is_missing_is_at_the_top() -> None:
    assert outline(span(2, 1), span(3, 2)) == [(2, 0), (3, 1)]


def test_of_two_spans_with_one_id_the_last_counts() -> None:
    [row] = rows_of([span(1, name="first"), span(1, name="second")])
    assert row.span.name == "second"


def test_a_circle_is_opened_at_its_earliest_span() -> None:
    assert outline(span(1, 3), span(2, 1), span(3, 2), span(4, 3)) == [(1, 0), (2, 1), (3, 2), (4, 3)]
    assert outline(span(7, 7)) == [(7, 0)]
    [first, *_] = rows_of([span(1, 2), span(2, 1)])
    assert (first.parent_id, first.span.parent_id, first.offset_nanos) == (None, "2", 0)


@pytest.mark.thorough
def test_a_chain_of_a_hundred_thousand_spans_is_laid_out() -> None:
    rows = rows_of([span(number, number - 1) for number in range(100_000)])
    assert (len(rows), rows[-1].depth) == (100_000, 99_999)


def test_no_spans_have_no_rows() -> None:
    assert rows_of([]) == []

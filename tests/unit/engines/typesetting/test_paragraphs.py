"""Lines break where they may, and where they must."""

import pytest

from shared.engines.typesetting.paragraphs import lines


def broken(text: str, width: int) -> list[str]:
    """Break a text of characters that are one wide."""
    return [text[start:end] for start, end in lines(text, [1.0] * len(text), width)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [""]),
        ("short", ["short"]),
        ("one two three", ["one two ", "three"]),
        ("abcdefghij", ["abcdefgh", "ij"]),
        ("a bcdefghijkl", ["a ", "bcdefghi", "jkl"]),
        ("李小龍李小龍李小龍李", ["李小龍李小龍李小", "龍李"]),
        ("12345678 next", ["12345678 ", "next"]),
    ],
)
def test_a_text_is_broken_into_lines(text: str, expected: list[str]) -> None:
    assert broken(text, 8) == expected


def test_a_letter_keeps_the_marks_that_go_with_it() -> None:
    text = "aa\u0323\u0301b"
    assert lines(text, [1.0, 1.0, 0.0, 0.0, 1.0], 2) == [(0, 4), (4, 5)]


def test_no_line_is_empty_where_nothing_fits() -> None:
    assert broken("abc", 0) == ["a", "b", "c"]

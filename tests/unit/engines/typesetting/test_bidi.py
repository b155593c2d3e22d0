"""Lines stand as readers of either direction expect; expectations follow the algorithm's own examples."""

import pytest

from shared.engines.typesetting.bidi import levels, visual


def seen(text: str) -> str:
    """Return the characters from left to right, capitals taken for letters that run to the left."""
    hebrew = "".join(chr(ord("א") + ord(each) - ord("A")) if each.isupper() else each for each in text)
    found = levels(hebrew)
    return "".join(text[start:end] if level % 2 == 0 else text[start:end][::-1] for start, end, level in visual(found))


@pytest.mark.parametrize(
    ("text", "from_left"),
    [
        ("", ""),
        ("plain text, 12 of 34", "plain text, 12 of 34"),
        ("ABC", "CBA"),
        ("name ABC DEF end", "name FED CBA end"),
        ("ABC name DEF", "FED name CBA"),
        ("ABC 12 DEF", "FED 12 CBA"),
        ("ABC 1,234.5 DEF", "FED 1,234.5 CBA"),
        ("ABC 10% DEF", "FED 10% CBA"),
        ("ABC -5 DEF", "FED 5- CBA"),
        ("ABC  ", "  CBA"),
        ("in (ABC) out", "in (CBA) out"),
        ("ABC (D) 1", "1 )D( CBA"),
        ("a 1 ABC 2", "a 1 2 CBA"),
    ],
)
def test_a_line_runs_as_its_letters_do(text: str, from_left: str) -> None:
    assert seen(text) == from_left


def test_digits_behind_arabic_letters_are_arabic_numbers() -> None:
    assert levels("م 1-2") == [1, 1, 2, 1, 2]
    assert levels("א 1-2") == [1, 1, 2, 2, 2]


def test_a_mark_goes_with_its_letter() -> None:
    assert levels("a\u05b0 א\u05b0") == [0, 0, 0, 1, 1]

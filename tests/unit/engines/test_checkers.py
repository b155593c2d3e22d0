import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.scoring.checkers import CHECKERS, tokens


@pytest.mark.parametrize(
    ("actual", "expected"),
    [(b"3\n", b"3"), (b"1 2\n3", b"1\n2\n3\n"), (b"  a\tb  ", b"a b"), (b"", b"\n\n"), (b"a\r\nb\r\n", b"a\nb\n")],
)
def test_white_space_between_words_does_not_matter(actual: bytes, expected: bytes) -> None:
    assert tokens(actual, expected)


@pytest.mark.parametrize(
    ("actual", "expected"), [(b"12", b"1 2"), (b"A", b"a"), (b"3 ", b"3 4"), (b"3.0", b"3"), (b"", b"0")]
)
def test_the_words_do(actual: bytes, expected: bytes) -> None:
    assert not tokens(actual, expected)


@given(st.lists(st.binary(min_size=1).filter(lambda word: len(word.split()) == 1 and word.split()[0] == word)))
def test_the_same_words_in_other_lines_are_equal(words: list[bytes]) -> None:
    assert tokens(b"\n".join(words), b" ".join(words) + b"\n")


def test_checkers_are_found_by_name() -> None:
    assert CHECKERS["tokens"] is tokens

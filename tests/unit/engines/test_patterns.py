import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.scoring.checkers import RegexChecker, explain, matches
from shared.engines.scoring.patterns import MAX_INSTRUCTIONS, MAX_STEPS, fits, problem


@pytest.mark.parametrize(
    ("actual", "pattern"),
    [
        (b"yes\n", b"yes|no"),
        (b"no", b"yes|no\r\n"),
        (b"a\nb\n", b"a\nb\n"),
        (b"a\nb", b"(?s)a.b"),
        (b"YES", b"(?i)yes"),
        ("ä".encode(), b"."),
        (b"", b""),
    ],
)
def test_the_pattern_describes_the_whole_output(actual: bytes, pattern: bytes) -> None:
    assert matches(RegexChecker(), actual, pattern)


@pytest.mark.parametrize(
    ("actual", "pattern"), [(b"yes!", b"yes|no"), (b" yes", b"yes"), (b"a\nb", b"a.b"), (b"\xff", b"."), (b"a", b"(")]
)
def test_part_of_it_is_not_enough(actual: bytes, pattern: bytes) -> None:
    assert not matches(RegexChecker(), actual, pattern)


def test_an_unusable_pattern_is_said_to_be_one() -> None:
    assert explain(RegexChecker(), b"a", b"(") == "what is expected is not a usable pattern"


def test_a_pattern_that_makes_others_backtrack_for_ever_is_answered() -> None:
    assert not fits("(a*)*(a|aa)+b", "a" * 2**20)


def test_a_text_that_would_take_too_long_does_not_fit() -> None:
    wide = "(?s).*a.{900}"
    assert problem(wide) is None
    assert fits(wide, "a" * 1000)
    assert not fits(wide, "a" * (MAX_STEPS // 900))


def test_long_patterns_are_refused() -> None:
    assert problem("a" * (MAX_INSTRUCTIONS - 10)) is None
    assert "pattern too large" in (problem("a" * (MAX_INSTRUCTIONS + 1)) or "")
    assert "pattern too large" in (problem(r"\pL{1000}") or "")


def test_case_matters_unless_it_is_said_not_to() -> None:
    assert not fits("yes", "YES")
    assert fits("yes", "YES", case_sensitive=False)


@given(st.text() | st.binary(), st.text() | st.binary())
def test_any_pattern_is_usable_or_has_a_problem(pattern: str | bytes, text: str | bytes) -> None:
    if problem(pattern) is None:
        assert fits(pattern, text) in (True, False)
    else:
        assert (problem(pattern) or "").isprintable()

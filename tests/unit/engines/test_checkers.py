import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from shared.engines.scoring.checkers import (
    MAX_EXPLANATION,
    CharactersChecker,
    CheckerSpec,
    CustomChecker,
    ExactChecker,
    FloatChecker,
    JsonChecker,
    LinesChecker,
    RegexChecker,
    TokensChecker,
    UnorderedLinesChecker,
    explain,
    matches,
    problem,
)

ANY_CASE = {"case_sensitive": False}
TEXT_CHECKERS = (
    ExactChecker(),
    TokensChecker(),
    TokensChecker(**ANY_CASE),
    LinesChecker(),
    LinesChecker(**ANY_CASE),
    CharactersChecker(),
    CharactersChecker(case_sensitive=True),
    UnorderedLinesChecker(),
    UnorderedLinesChecker(**ANY_CASE),
)
CHECKERS = (*TEXT_CHECKERS, FloatChecker(), JsonChecker(), JsonChecker(unordered_arrays=True), RegexChecker())
OUTPUTS = st.one_of(
    st.binary(max_size=60),
    st.text('aA1. \n\t,[]{}":-e+nifN\0é', max_size=60).map(str.encode),
)


@pytest.mark.parametrize(
    ("spec", "actual", "expected"),
    [
        (ExactChecker(), b"3 \n", b"3 \n"),
        (TokensChecker(), b"3\n", b"3"),
        (TokensChecker(), b"1 2\n3", b"1\n2\n3\n"),
        (TokensChecker(), b"  a\tb  ", b"a b"),
        (TokensChecker(), b"", b"\n\n"),
        (TokensChecker(), b"a\r\nb\r\n", b"a\nb\n"),
        (TokensChecker(**ANY_CASE), b"YES\n", b"Yes"),
        (TokensChecker(**ANY_CASE), "ÄRGER".encode(), "ärger".encode()),
        (LinesChecker(), b"a b \r\nc\n\n \n", b"a b\nc"),
        (LinesChecker(), b"\n", b""),
        (LinesChecker(**ANY_CASE), b"A\n", b"a \n"),
        (CharactersChecker(), b"Y E\nS", b"yes"),
        (CharactersChecker(case_sensitive=True), b"1 2\n", b"12"),
        (UnorderedLinesChecker(), b"b\n\na \nb\n", b"a\nb\nb"),
        (UnorderedLinesChecker(**ANY_CASE), b"B\nA", b"a\nb\n"),
    ],
)
def test_what_a_checker_does_not_mind_is_right(spec: CheckerSpec, actual: bytes, expected: bytes) -> None:
    assert matches(spec, actual, expected)
    assert explain(spec, actual, expected) == ""


@pytest.mark.parametrize(
    ("spec", "actual", "expected", "why"),
    [
        (ExactChecker(), b"3", b"3\n", r"line 1, byte 2 of all: expected '\n', got the end"),
        (ExactChecker(), b"a\nc\n", b"a\nb\n", r"line 2, byte 3 of all: expected 'b\n', got 'c\n'"),
        (TokensChecker(), b"12", b"1 2", "word 1: expected '1', got '12'"),
        (TokensChecker(), b"A", b"a", "word 1: expected 'a', got 'A'"),
        (TokensChecker(), b"3 ", b"3 4", "word 2: expected '4', got the end"),
        (TokensChecker(), b"3 4 5", b"3 4", "word 3: expected the end, got '5'"),
        (TokensChecker(), b"3.0", b"3", "word 1: expected '3', got '3.0'"),
        (TokensChecker(), b"", b"0", "word 1: expected '0', got the end"),
        (TokensChecker(), b"\xff", b"0", "word 1: expected '0', got '\N{REPLACEMENT CHARACTER}'"),
        (LinesChecker(), b"a\n\nb", b"a\nb", "line 2: expected 'b', got ''"),
        (LinesChecker(), b" a", b"a", "line 1: expected 'a', got ' a'"),
        (LinesChecker(), b"a  b", b"a b", "line 1: expected 'a b', got 'a  b'"),
        (LinesChecker(), b"a", b"a\nb", "line 2: expected 'b', got the end"),
        (CharactersChecker(), b"Y E T", b"yes", "character 3 without white space: expected 's', got 't'"),
        (CharactersChecker(), b"yes yes", b"yes", "character 4 without white space: expected the end, got 'yes'"),
        (UnorderedLinesChecker(), b"a\na\nb", b"b\na\nb", "line 2: 'a' is not expected, or not so often"),
        (UnorderedLinesChecker(), b"a\n", b"b\na\n", "the line 'b' is missing, or not there so often as expected"),
        (RegexChecker(), b"ab", b"a", "the pattern does not describe 'ab'"),
    ],
)
def test_the_first_difference_is_explained(spec: CheckerSpec, actual: bytes, expected: bytes, why: str) -> None:
    assert not matches(spec, actual, expected)
    assert explain(spec, actual, expected) == why


@pytest.mark.parametrize("spec", TEXT_CHECKERS, ids=repr)
@given(output=OUTPUTS)
def test_what_is_expected_is_right(spec: CheckerSpec, output: bytes) -> None:
    assert matches(spec, output, output)


@pytest.mark.thorough
@pytest.mark.parametrize("spec", CHECKERS, ids=repr)
@given(actual=OUTPUTS, expected=OUTPUTS)
def test_any_bytes_are_judged_and_explained_in_one_short_line(
    spec: CheckerSpec, actual: bytes, expected: bytes
) -> None:
    why = explain(spec, actual, expected)
    assert (why == "") is matches(spec, actual, expected)
    assert len(why) <= MAX_EXPLANATION
    assert why.isprintable()


@given(OUTPUTS, OUTPUTS)
def test_a_stricter_checker_accepts_no_more(actual: bytes, expected: bytes) -> None:
    accepted = [
        matches(spec, actual, expected)
        for spec in (ExactChecker(), LinesChecker(), TokensChecker(), CharactersChecker(case_sensitive=True))
    ]
    assert accepted == sorted(accepted)


@pytest.mark.thorough
@pytest.mark.parametrize(
    "flood", [b"ab " * 5_600_000, b"\n" * 2**24, b"[" * 2**24, b"9" * 2**24, b"1e" + b"9" * 2**24], ids=lambda f: f[:3]
)
@pytest.mark.parametrize("spec", CHECKERS, ids=repr)
def test_a_flood_is_wrong(spec: CheckerSpec, flood: bytes) -> None:
    assert not matches(spec, flood, b"1\n")
    assert len(explain(spec, flood, b"1\n")) <= MAX_EXPLANATION


def test_only_the_sandbox_can_tell_what_a_custom_checker_says() -> None:
    spec = CustomChecker(language="python", source="exit(42)")
    with pytest.raises(ValueError, match="custom checker"):
        matches(spec, b"", b"")


@pytest.mark.parametrize(
    ("spec", "expected", "why"),
    [
        (FloatChecker(), b"1 nan", "NaN"),
        (FloatChecker(), b"-NaN", "NaN"),
        (RegexChecker(), b"(", "missing )"),
        (RegexChecker(), rb"(a)\1", "invalid escape"),
        (RegexChecker(), rb"[^a]{1000}{1000}", "repetition"),
        (RegexChecker(), b"a" * 20_000, "pattern too large"),
        (RegexChecker(), b"\xff", "UTF-8"),
        (JsonChecker(), b"[1", "not usable JSON"),
        (JsonChecker(unordered_arrays=True, absolute="0.1"), b"[[1], [2]]", "with a tolerance"),
        (JsonChecker(unordered_arrays=True, relative="0.1"), b'{"a": [3, {}]}', "with a tolerance"),
    ],
)
def test_what_no_output_can_match_is_a_problem(spec: CheckerSpec, expected: bytes, why: str) -> None:
    assert why in (problem(spec, expected) or "")


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        (FloatChecker(), b"1.5 nano inf"),
        (RegexChecker(), b"(?i)yes|no\n"),
        (JsonChecker(absolute="0.1"), b"[[1], [2]]"),
        (JsonChecker(unordered_arrays=True), b"[[1], [2]]"),
        (JsonChecker(unordered_arrays=True, absolute="0.1"), b'[{"a": [[1, 2]]}]'),
        (TokensChecker(), b"nan ("),
        (CustomChecker(language="python", source="exit(42)"), b"["),
    ],
)
def test_what_some_output_can_match_is_none(spec: CheckerSpec, expected: bytes) -> None:
    assert problem(spec, expected) is None


@pytest.mark.parametrize("spec", CHECKERS, ids=repr)
def test_checkers_survive_being_stored(spec: CheckerSpec) -> None:
    adapter = TypeAdapter[CheckerSpec](CheckerSpec)
    assert adapter.validate_python(spec.to_data()) == spec
    assert adapter.validate_json(adapter.dump_json(spec, by_alias=True)) == spec


@pytest.mark.parametrize(
    "data",
    [
        {"type": "none"},
        {},
        {"type": "float", "absolute": -1},
        {"type": "float", "relative": 2},
        {"type": "float", "absolute": "NaN"},
        {"type": "json", "absolute": "1e-1000000"},
        {"type": "custom", "language": "python", "source": ""},
    ],
)
def test_a_checker_out_of_bounds_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter[CheckerSpec](CheckerSpec).validate_python(data)

"""Checkers compare what a program printed with what was expected. Always outside the sandbox."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from shared.engines.scoring import json_values, patterns, texts
from shared.engines.scoring.numbers import AbsoluteTolerance, RelativeTolerance, Tolerance
from shared.model import FrozenModel

MAX_EXPLANATION = 200

_LINE_ENDS = b"\r\n"


class ExactChecker(FrozenModel):
    """The same bytes."""

    type: Literal["exact"] = "exact"


class TokensChecker(FrozenModel):
    """The same words, whatever white space lies between them."""

    type: Literal["tokens"] = "tokens"
    case_sensitive: bool = True


class LinesChecker(FrozenModel):
    """The same lines, but for white space at their ends and blank lines at the end."""

    type: Literal["lines"] = "lines"
    case_sensitive: bool = True


class CharactersChecker(FrozenModel):
    """The same characters without any white space: `1 2` is `12`."""

    type: Literal["characters"] = "characters"
    case_sensitive: bool = False


class FloatChecker(FrozenModel):
    """The same words, but numbers need only be close; an expected NaN equals nothing."""

    type: Literal["float"] = "float"
    absolute: AbsoluteTolerance = Decimal("1e-6")
    relative: RelativeTolerance = Decimal("1e-6")


class UnorderedLinesChecker(FrozenModel):
    """The same lines in any order, but for white space at their ends; blank lines don't count."""

    type: Literal["unordered_lines"] = "unordered_lines"
    case_sensitive: bool = True


class JsonChecker(FrozenModel):
    """The same JSON value: keys come in any order, numbers are compared by value, arrays optionally as multisets."""

    type: Literal["json"] = "json"
    unordered_arrays: bool = False
    absolute: AbsoluteTolerance = Decimal(0)
    relative: RelativeTolerance = Decimal(0)


class RegexChecker(FrozenModel):
    """The expected output is a pattern (RE2) of the whole output, both without the line ends at their end."""

    type: Literal["regex"] = "regex"


class CustomChecker(FrozenModel):
    """A program of the author's decides; it runs in the sandbox, so nothing here can."""

    type: Literal["custom"] = "custom"
    language: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    source: Annotated[str, StringConstraints(min_length=1, max_length=50_000)]
    arguments: Annotated[tuple[Annotated[str, StringConstraints(max_length=200)], ...], Field(max_length=20)] = ()


CheckerSpec = Annotated[
    ExactChecker
    | TokensChecker
    | LinesChecker
    | CharactersChecker
    | FloatChecker
    | UnorderedLinesChecker
    | JsonChecker
    | RegexChecker
    | CustomChecker,
    Field(discriminator="type"),
]
"""How a question's outputs are compared; `TokensChecker()` unless its author says otherwise."""


def matches(spec: CheckerSpec, actual: bytes, expected: bytes) -> bool:
    """Tell whether the output is right; raise ValueError for a custom checker."""
    return _difference(spec, actual, expected) is None


def explain(spec: CheckerSpec, actual: bytes, expected: bytes) -> str:
    """Return a line of at most `MAX_EXPLANATION` characters about the first difference, empty where all is right.

    It shows parts of the expected output: for visible tests only. Raise ValueError for a custom checker.
    """
    return (_difference(spec, actual, expected) or "")[:MAX_EXPLANATION]


def problem(spec: CheckerSpec, expected: bytes) -> str | None:
    """Return None where some output can match what is expected, otherwise one line saying why none can."""
    match spec:
        case FloatChecker() if texts.has_nan(expected):
            return "NaN equals nothing, so no output would be right"
        case JsonChecker():
            return _json_problem(spec, expected)
        case RegexChecker():
            return patterns.problem(expected.rstrip(_LINE_ENDS))
        case _:
            return None


def _difference(spec: CheckerSpec, actual: bytes, expected: bytes) -> str | None:
    match spec:
        case ExactChecker():
            return texts.exact(actual, expected)
        case TokensChecker():
            return texts.words(actual, expected, case_sensitive=spec.case_sensitive)
        case LinesChecker():
            return texts.lines(actual, expected, case_sensitive=spec.case_sensitive)
        case CharactersChecker():
            return texts.characters(actual, expected, case_sensitive=spec.case_sensitive)
        case FloatChecker():
            return texts.numeric_words(actual, expected, Tolerance(spec.absolute, spec.relative))
        case UnorderedLinesChecker():
            return texts.unordered_lines(actual, expected, case_sensitive=spec.case_sensitive)
        case JsonChecker():
            return _json_difference(spec, actual, expected)
        case RegexChecker():
            return _pattern_difference(actual.rstrip(_LINE_ENDS), expected.rstrip(_LINE_ENDS))
        case CustomChecker():
            raise ValueError("a custom checker is a program: run it and judge its outcome")


def _json_difference(spec: JsonChecker, actual: bytes, expected: bytes) -> str | None:
    try:
        want = json_values.read(expected, unordered_arrays=spec.unordered_arrays)
    except ValueError as error:
        return f"what is expected is not usable JSON: {error}"
    try:
        got = json_values.read(actual, unordered_arrays=spec.unordered_arrays)
    except ValueError as error:
        return f"not usable JSON: {error}"
    return json_values.difference(got, want, Tolerance(spec.absolute, spec.relative))


def _json_problem(spec: JsonChecker, expected: bytes) -> str | None:
    try:
        want = json_values.read(expected, unordered_arrays=spec.unordered_arrays)
    except ValueError as error:
        return f"not usable JSON: {error}"
    if spec.unordered_arrays and Tolerance(spec.absolute, spec.relative) and not json_values.pairs_well(want):
        return "with a tolerance, arrays whose order doesn't matter may hold no arrays or objects beside other elements"
    return None


def _pattern_difference(actual: bytes, pattern: bytes) -> str | None:
    if patterns.problem(pattern) is not None:
        return "what is expected is not a usable pattern"
    return None if patterns.fits(pattern, actual) else f"the pattern does not describe {texts.excerpt(actual)}"

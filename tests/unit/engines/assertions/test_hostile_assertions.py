"""Values and outputs that mean harm end in a clear answer."""

from typing import Any

import pytest

from tests.fixtures.assertions import graded


@pytest.mark.thorough
@pytest.mark.parametrize("type", ["regex", "not-regex"])
def test_a_pattern_that_explodes_ends_in_an_error_within_its_time(type: str) -> None:
    grade = graded(type, "^(a+)+$", "a" * 40 + "b")
    assert not grade.passed
    assert "of time" in (grade.error or "")


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("while (true);", "Syntax"),
        ("const f = 1;\nwhile (true);", "of time"),
        ("const f = () => Promise.resolve().then(f);\nreturn f()", "never came to an end"),
        ("const f = 1;\nreturn Promise.resolve().then(() => { while (true); })", "of time"),
        ("const f = 1;\nreturn new Promise(() => 0)", "never came to an end"),
        ("const a = [];\nwhile (true) a.push('x'.repeat(9999))", "of memory"),
        ("const f = () => f();\nreturn f()", "too deeply"),
        ("JSON.parse = () => 1", "must return"),
    ],
)
def test_javascript_that_never_ends_or_takes_too_much_fails_and_says_why(code: str, why: str) -> None:
    for type in ("javascript", "not-javascript"):
        grade = graded(type, code, "x")
        assert (grade.passed, grade.score) == (False, 0)
        assert why in grade.reason


@pytest.mark.parametrize(
    "name", ["require", "std", "os", "fetch", "XMLHttpRequest", "Deno", "setTimeout", "process.env.HOME", "module"]
)
def test_javascript_finds_no_way_out(name: str) -> None:
    assert graded("javascript", f"typeof {name} === 'undefined'").passed


def test_one_script_leaves_nothing_for_the_next() -> None:
    graded("javascript", "globalThis.left = 1, true")
    assert graded("javascript", "typeof left === 'undefined'").passed


@pytest.mark.parametrize(
    ("type", "value", "output"),
    [
        ("is-json", {"$ref": "http://127.0.0.1:1/schema"}, "{}"),
        ("is-json", {"$ref": "file:///etc/passwd"}, "{}"),
        ("is-json", {"type": "unheard of"}, "{}"),
        ("is-json", "a: &a [x]\nb: [*a, *a]", "{}"),
        ("is-html", None, "<a><b>" * 20_000),
        ("contains-xml", None, "<a>" * 100_000),
        ("levenshtein", "a" * 300_000, "b"),
        ("contains", {"not": "text"}, "x"),
        ("trace-span-count", {"pattern": "*"}, "x"),
    ],
)
def test_what_cannot_be_decided_is_an_error_also_in_its_not_form(type: str, value: Any, output: Any) -> None:
    for form in (type, f"not-{type}"):
        grade = graded(form, value, output)
        assert (grade.passed, grade.score) == (False, 0)
        assert grade.error


@pytest.mark.parametrize(
    ("type", "output"),
    [
        ("is-json", "[" * 100_000),
        ("contains-json", "{" * 100_000),
        ("contains-json", "{" * 50_000 + "}" * 50_000),
        ("contains-json", "{a: [&x b, *x]}"),
        ("is-xml", "<a>" * 100_000),
        ("is-xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        ("contains-xml", "<!" * 300_000),
        ("contains-html", "<!--" * 200_000),
        ("is-sql", "SELECT " + "(" * 5_000 + "1" + ")" * 5_000),
    ],
)
def test_an_output_that_is_broken_on_purpose_just_fails(type: str, output: str) -> None:
    grade = graded(type, None, output)
    assert (grade.passed, grade.error) == (False, None)


def test_an_output_nested_deeper_than_can_be_written_is_an_error() -> None:
    output: list[Any] = []
    for _ in range(500):
        output = [output]
    assert graded("contains", "x", output).error

"""Templates that want too much, or what is not theirs."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.engines.templates.budget import Budget
from shared.engines.templates.errors import TemplateError, TemplateLimitExceeded
from shared.engines.templates.rendering import render

PIECES = [
    *("{{", "}}", "{%", "%}", "{#", "#}", "-", " ", "(", ")", "[", "]", "{", "}", "|", ",", ":", ".", "=", "~", "+"),
    *("if", "else", "endif", "for", "in", "endfor", "set", "raw", "endraw", "macro", "call", "x", "list", "range"),
    *("not", "and", "is", "defined", "'a'", '"', "1", "2.5", "join", "replace", "//", "**", "%", "===", "\n", "é"),
]


@pytest.mark.thorough
@pytest.mark.parametrize(
    "template",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{% set x = 'aaaaaaaaaa' %}" + "{% set x = x ~ x ~ x ~ x %}" * 20 + "{{ x }}",
        "{% set x = 'aaaaaaaaaa' %}" + "{% set x = x | replace('a', x) %}" * 6 + "{{ x }}",
        "{% set x = range(50000) %}" + "{% set x = x | join(x | join) %}{{ x }}",
        "{{ 'x'.repeat(1e9 or 999999999) }}{{ 'x'.repeat(999999999) }}",
        "{{ 'x'.padStart(999999999, 'y') }}",
        "{{ 'x' | center(2000000000) }}",
        "{{ 'a\nb' | indent(2000000000) }}",
        "{{ range(0, 999999999999) }}",
        "{{ range(0, 1, 0.000000001) }}",
        "{{ [1] | slice(2000000000) }}",
        "{{ [1] | batch(2000000000, 'x') }}",
        "{% for x in range(90000) | sort(true) | sort | sort | sort %}{{ x }}{% endfor %}",
    ],
)
def test_what_would_never_end_is_stopped(template: str) -> None:
    with pytest.raises(TemplateLimitExceeded):
        render(template, {})


@pytest.mark.thorough
@pytest.mark.parametrize(
    "template",
    [
        "{{ " + "(" * 10_000 + "1" + ")" * 10_000 + " }}",
        "{{ " + "-" * 1_000 + "1 }}",
        "{{ " + "1 + " * 5_000 + "1 }}",
        "{{ a" + ".b" * 5_000 + " }}",
        "{{ a" + " | upper" * 5_000 + " }}",
        "{{ " + "[" * 1_000 + "]" * 1_000 + " }}",
        "{% if x %}" * 500 + "{% endif %}" * 500,
        "{{ " + "not " * 10_001 + "x if y else " * 200 + "z }}",
        "x" * 300_000,
    ],
)
def test_what_is_nested_too_deeply_is_refused(template: str) -> None:
    with pytest.raises(TemplateError):
        render(template, {})


@pytest.mark.parametrize("name", ["__class__", "__globals__", "mro", "constructor", "__proto__", "call", "format"])
def test_nothing_of_python_or_javascript_is_reachable(name: str) -> None:
    for value in ("'x'", "(1)", "[1]", "{a: 1}", "range", "true", "none", "joiner()", "x"):
        assert render(f"{{{{ {value}.{name} }}}}{{{{ {value}['{name}'] }}}}", {"x": "text"}) == ""


def test_values_nested_beyond_reason_are_refused_when_printed() -> None:
    deep: list[Any] = []
    for _ in range(5_000):
        deep = [deep]
    for template in ("{{ x }}", "{{ x | dump }}"):
        with pytest.raises(TemplateError):
            render(template, {"x": deep})


def test_a_budget_is_spent_over_several_templates() -> None:
    budget = Budget(characters=100)
    render("x" * 60, {}, budget=budget)
    with pytest.raises(TemplateLimitExceeded):
        render("x" * 60, {}, budget=budget)


@pytest.mark.thorough
@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_whatever_is_written_renders_or_is_refused(template: str) -> None:
    try:
        rendered = render(template, {"x": "text", "list": [1, "a", None, {"k": [True]}]}, budget=Budget(steps=5_000))
    except TemplateError:
        return
    assert isinstance(rendered, str)


@given(st.text())
def test_text_without_tags_is_left_alone(text: str) -> None:
    plain = text.replace("{", "(").replace("#}", "")
    assert render(plain, {}) == plain

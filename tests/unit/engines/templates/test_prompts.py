"""What promptfoo does around a template."""

import pytest

from shared.engines.templates.errors import TemplateError, TemplateLimitExceeded
from shared.engines.templates.prompts import render_prompt, used_variables


def test_variables_may_name_each_other() -> None:
    assert render_prompt("{{a}}", {"a": "A {{b}}", "b": "B {{c}}", "c": "C"}) == "A B C"


def test_variables_that_name_each_other_in_a_circle_end() -> None:
    assert len(render_prompt("{{a}}", {"a": "x{{b}}", "b": "y{{a}}"})) < 1_000


def test_a_variable_that_names_an_unknown_one_stays_as_it_is() -> None:
    assert render_prompt("{{a}}", {"a": "say {{unknown}}"}) == "say {{unknown}}"


def test_a_literal_variable_is_never_read_as_a_template() -> None:
    attack = "{{ secret }} {% for x in range(9) %}x{% endfor %}"
    rendered = render_prompt(
        "{{input}} {{around}}", {"input": attack, "around": "<{{input}}>", "secret": "s"}, literal=["input"]
    )
    assert rendered == f"{attack} <{attack}>"


def test_variables_cannot_break_a_prompt_that_is_json() -> None:
    rendered = render_prompt('[{"role": "user", "content": "{{text}}"}]', {"text": 'a "quoted"\nline'})
    assert rendered == '[\n  {\n    "role": "user",\n    "content": "a \\"quoted\\"\\nline"\n  }\n]'


def test_a_tag_that_is_not_closed_on_its_line_makes_the_prompt_plain_text() -> None:
    assert (
        render_prompt("Use {{ to open {{name}}\nas in {{ here", {"name": "x"})
        == "Use {{ to open {{name}}\nas in {{ here"
    )


def test_one_line_end_after_a_variable_is_dropped() -> None:
    assert render_prompt("[{{a}}]", {"a": "x\n\n"}) == "[x\n]"


def test_dollar_signs_are_put_in_as_javascript_does() -> None:
    assert render_prompt("{{a}}", {"a": "{{b}}", "b": "$5 $$"}) == "$5 $"


@pytest.mark.parametrize(
    ("template", "used"),
    [
        ("{{ a }} {{b.c}} {{ d | upper }}", {"a", "b", "d"}),
        ("{% if a %}{% endif %}{# {{ b }} #}{{ env.HOME }}", {"a"}),
        ("{% for x in xs %}{{ x }}{% endfor %}", {"xs"}),
    ],
)
def test_the_variables_a_template_uses_are_found(template: str, used: set[str]) -> None:
    assert used_variables(template) == used


def test_the_environment_is_not_there() -> None:
    assert render_prompt("[{{ env.PATH }}{{ env }}{{ process }}{{ global }}]", {}) == "[]"


def test_an_error_names_its_line() -> None:
    with pytest.raises(TemplateError, match="line 3") as caught:
        render_prompt("a\nb\n{% nosuch %}", {})
    assert caught.value.line == 3


@pytest.mark.parametrize(
    "variables",
    [
        {"a": "{{b}}" * 5, "b": "{{c}}" * 5, "c": "{{d}}" * 5, "d": "x" * 200_000},
        {f"v{n}": f"{{{{v{n - 1}}}}}" * 5 for n in range(1, 400)} | {"v0": "x" * 10_000},
    ],
)
def test_variables_that_grow_each_other_are_stopped(variables: dict[str, str]) -> None:
    with pytest.raises(TemplateLimitExceeded):
        render_prompt("{{a}}{{v399}}", variables)

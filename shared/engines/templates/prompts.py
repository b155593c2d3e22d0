"""Prompts, rendered as promptfoo does it around nunjucks.

Variables may name each other; a prompt that is JSON has its texts rendered one by one, so that no variable can break
it; a prompt with a tag that is never closed on its line is taken as plain text. The environment is never exposed.
"""

import json
import re
from collections.abc import Collection, Mapping
from typing import Any, NoReturn

from shared.engines.templates.budget import Budget
from shared.engines.templates.errors import TemplateError
from shared.engines.templates.rendering import render
from shared.engines.templates.values import UNDEFINED, Value, dump, number, to_text

MAX_ROUNDS = 5
"""How often variables are put into variables."""

_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}", re.ASCII)
_LINE_END = re.compile(r"[\n\r\u2028\u2029]")
_USED = re.compile(r"\{\{\s*([^{}\s|]+)\s*(?:\|[^{}]+)?\}\}|\{%\s*(?:if|for)\s+([^{}\s]+)\s")
_LOOPED = re.compile(r"\{%\s*for\s+(\w+)\s+in\s+(\w+)\s*%\}")
_ROOT = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_OPENINGS = (("{%", "%"), ("{{", "}"), ("{#", "#"))
_REPLACEMENT = re.compile(r"\$([$&])")


def render_prompt(
    template: str, variables: Mapping[str, Any], *, literal: Collection[str] = (), budget: Budget | None = None
) -> str:
    """Return the prompt that a template and variables make; raise TemplateError where it goes wrong.

    Variables named in `literal` are put in as they are and never read as templates themselves.
    """
    spent = budget or Budget()
    given: dict[str, Any] = {
        name: value.removesuffix("\n") if isinstance(value, str) and name not in literal else value
        for name, value in variables.items()
    }
    tainted = _resolve(given, literal, spent)
    parsed = _as_json(template)
    if parsed is not UNDEFINED:
        try:
            return to_text(dump(_rendered_within(parsed, given, spent), 2))
        except TemplateError:
            # promptfoo takes the prompt for plain text then, and so tells what is wrong with it as such.
            pass
    rendered = {
        name: render(_whole_tags(value), given, budget=spent)
        if isinstance(value, str) and name not in tainted and not (used_variables(value) - given.keys())
        else value
        for name, value in given.items()
    }
    return render(_whole_tags(template), rendered, budget=spent)


def used_variables(template: str) -> set[str]:
    """Return the variables a template names where it prints, asks or loops, as far as can be told by looking."""
    text = _without_comments(template)
    used = {found.group(1) or found.group(2) for found in _USED.finditer(text)}
    for loop in _LOOPED.finditer(text):
        used = used - {loop.group(1)} | {loop.group(2)}
    roots = {root.group() for root in map(_ROOT.match, used) if root}
    return roots - {"env"}


def _resolve(variables: dict[str, Any], literal: Collection[str], budget: Budget) -> set[str]:
    """Put variables into variables; return the names of those that now hold a literal one."""
    tainted = set(literal)
    for _ in range(MAX_ROUNDS):
        resolved = True
        for name, value in variables.items():
            found = _PLACEHOLDER.search(value) if isinstance(value, str) and name not in tainted else None
            if found is None or found.group(1) not in variables:
                continue
            budget.step()
            put = _replacement(to_text(variables[found.group(1)]), found.group())
            budget.write(len(value) + len(put))
            variables[name] = value[: found.start()] + put + value[found.end() :]
            resolved = False
            if found.group(1) in tainted:
                tainted.add(name)
        if resolved:
            break
    return tainted


def _replacement(text: str, placeholder: str) -> str:
    """Return a text as JavaScript's replace() puts it in: `$$` is a dollar sign and `$&` what is replaced."""
    return _REPLACEMENT.sub(lambda found: "$" if found.group(1) == "$" else placeholder, text)


def _as_json(template: str) -> Value:
    try:
        return json.loads(template, parse_int=_whole_number, parse_float=_fraction, parse_constant=_refused)
    except (ValueError, RecursionError):
        return UNDEFINED


def _whole_number(digits: str) -> float:
    return number(int(digits[:400]))


def _fraction(digits: str) -> float:
    return number(float(digits))


def _refused(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _rendered_within(value: Value, variables: Mapping[str, Any], budget: Budget) -> Value:
    budget.step()
    with budget:
        match value:
            case str():
                return render(value, variables, budget=budget)
            case list():
                return [_rendered_within(each, variables, budget) for each in value]
            case dict():
                return {key: _rendered_within(each, variables, budget) for key, each in value.items()}
            case _:
                return value


def _whole_tags(template: str) -> str:
    if "{" not in template or not _has_partial_tag(template):
        return template
    if re.search(r"\{%\s*raw\s*%\}", template) and re.search(r"\{%\s*endraw\s*%\}", template):
        return template
    return f"{{% raw %}}{template}{{% endraw %}}"


def _has_partial_tag(template: str) -> bool:
    for line in _LINE_END.split(template):
        for opening, closing in _OPENINGS:
            begun = line.rfind(opening)
            if begun >= 0 and closing not in line[begun + 2 :]:
                return True
    return False


def _without_comments(template: str) -> str:
    parts: list[str] = []
    place = 0
    while (begun := template.find("{#", place)) >= 0 and (end := template.find("#}", begun + 2)) >= 0:
        parts.append(template[place:begun])
        place = end + 2
    return "".join((*parts, template[place:]))

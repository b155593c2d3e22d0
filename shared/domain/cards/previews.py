"""A card's prompt with variables put in, as a provider would get it."""

from collections.abc import Mapping
from typing import Any

from shared.domain.cards.content import CardContent, ChatRole, TextPrompt
from shared.domain.cards.variables import type_problems, with_defaults
from shared.engines.templates.budget import Budget
from shared.engines.templates.errors import TemplateError
from shared.engines.templates.messages import messages_of_json
from shared.engines.templates.prompts import render_prompt, used_variables
from shared.errors import FieldProblem, InvalidInput
from shared.model import FrozenModel


class RenderedMessage(FrozenModel):
    """One message; what it says is text, or the parts that a JSON prompt gave it."""

    role: str
    content: Any


class CardPreview(FrozenModel):
    """Rendered messages; the variables that are used or required and have no value; the size of all texts."""

    messages: tuple[RenderedMessage, ...]
    missing: tuple[str, ...]
    characters: int
    bytes: int


def preview(content: CardContent, given: Mapping[str, Any]) -> CardPreview:
    """Return what a card's prompt comes to; raise InvalidInput for a value of another type or a template at fault."""
    wrong = list(type_problems(content.variables, given, "/variables"))
    if wrong:
        raise InvalidInput("some variables are of another type; see details", fields=wrong)
    values = with_defaults(content.variables, given)
    budget = Budget()
    texts = [(role, _rendered(pointer, template, values, budget)) for pointer, role, template in content.templates()]
    used = {name for _, _, template in content.templates() for name in used_variables(template)}
    required = {each.name for each in content.variables if each.required}
    return CardPreview(
        messages=_messages(content, texts),
        missing=tuple(sorted((used | required) - values.keys())),
        characters=sum(len(text) for _, text in texts),
        bytes=sum(len(text.encode(errors="replace")) for _, text in texts),
    )


def _rendered(pointer: str, template: str, values: Mapping[str, Any], budget: Budget) -> str:
    try:
        return render_prompt(template, values, budget=budget)
    except TemplateError as error:
        problem = FieldProblem(f"/content{pointer}", "template_invalid", str(error)[:300])
        raise InvalidInput(
            "the template can't be rendered; see details", code="template_invalid", fields=[problem]
        ) from error


def _messages(content: CardContent, texts: list[tuple[ChatRole, str]]) -> tuple[RenderedMessage, ...]:
    if isinstance(content.prompt, TextPrompt) and (found := messages_of_json(texts[0][1])):
        return tuple(RenderedMessage(role=role, content=content) for role, content in found)
    return tuple(RenderedMessage(role=role, content=text) for role, text in texts)

"""Assertions with a case's variables put into their values and metrics."""

from collections.abc import Mapping
from typing import Any, cast

from shared.engines.templates.rendering import render


def rendered(raw: Mapping[str, Any], variables: Mapping[str, Any]) -> dict[str, Any]:
    """Return an assertion as data with its texts rendered, those of a set within it too; raise TemplateError."""
    made = dict(raw)
    if "value" in made:
        made["value"] = _texts(made["value"], variables)
    if "metric" in made:
        made["metric"] = _texts(made["metric"], variables)
    if isinstance(made.get("assert"), list):
        made["assert"] = [rendered(each, variables) for each in cast("list[Mapping[str, Any]]", made["assert"])]
    return made


def _texts(value: Any, variables: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return [_text(each, variables) for each in cast("list[Any]", value)]
    return _text(value, variables)


def _text(value: Any, variables: Mapping[str, Any]) -> Any:
    return render(value, variables) if isinstance(value, str) and "{" in value else value

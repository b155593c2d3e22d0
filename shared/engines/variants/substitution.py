"""Where parameters appear: `{{name}}` in any text, as long as there is a parameter of that name."""

import re
from collections.abc import Mapping
from typing import Any, cast

_PLACEHOLDER = re.compile(r"\{\{([A-Za-z][A-Za-z0-9_]{0,29})\}\}")


def substituted(value: Any, values: Mapping[str, str]) -> Any:
    """Return JSON-like data with each parameter's value in its places; other braces stay as they are."""
    if isinstance(value, str):
        return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), value)
    if isinstance(value, dict):
        return {name: substituted(each, values) for name, each in cast(dict[str, Any], value).items()}
    if isinstance(value, list | tuple):
        return [substituted(each, values) for each in cast(list[Any], value)]
    return value


def placeholders(text: str) -> set[str]:
    """Return the names that a text has places for."""
    return {match[1] for match in _PLACEHOLDER.finditer(text)}

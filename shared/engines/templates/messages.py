"""A rendered prompt as the messages that it is the JSON of."""

import json
from typing import Any, cast


def messages_of_json(text: str) -> tuple[tuple[str, Any], ...]:
    """Return role and content of each message of a JSON list of them, none where a text is something else."""
    if not text.lstrip().startswith("["):
        return ()
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    items = cast("list[Any]", value)
    if not all(isinstance(each, dict) and isinstance(each.get("role"), str) and "content" in each for each in items):
        return ()
    return tuple((each["role"], each["content"]) for each in items)

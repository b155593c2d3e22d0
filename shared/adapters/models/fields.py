"""Reading what a provider sent, of which nothing is certain to be there or to be what it should."""

import json
from collections.abc import Mapping
from typing import Any, cast

from shared.ports.models import AnswerUnreadable

Fields = Mapping[str, Any]


def parsed(body: bytes | str) -> Fields:
    """Return a JSON object; raise AnswerUnreadable for anything else."""
    try:
        found: Any = json.loads(body)
    except (ValueError, RecursionError) as error:
        start = body[:60] if isinstance(body, str) else body[:60].decode("utf-8", "replace")
        raise AnswerUnreadable(f"the provider's answer is no JSON; it begins with {start!r}") from error
    if not isinstance(found, dict):
        raise AnswerUnreadable("the provider's answer is no JSON object")
    return cast(Fields, found)


def mapping(value: Any, name: str) -> Fields:
    """Return an object's field that is an object, empty where it is not."""
    found: Any = cast(Fields, value).get(name) if isinstance(value, dict) else None
    return cast(Fields, found) if isinstance(found, dict) else {}


def objects(value: Fields, name: str) -> list[Fields]:
    """Return an object's field that is a list of objects, without what is none."""
    found: Any = value.get(name)
    items = cast(list[Any], found) if isinstance(found, list) else []
    return [cast(Fields, each) for each in items if isinstance(each, dict)]


def text(value: Fields, name: str) -> str:
    """Return an object's field that is text, empty where it is not."""
    found = value.get(name)
    return found if isinstance(found, str) else ""


def count(value: Fields, name: str) -> int | None:
    """Return an object's field that is a whole number, negative ones too, None where it is not."""
    found = value.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) else None

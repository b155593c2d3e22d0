"""Cards as YAML that people read and keep under version control."""

import hashlib
from typing import Any, cast

import yaml

from shared.domain.cards.content import CardContent
from shared.engines.records.documents import read_yaml
from shared.errors import InvalidInput

_LIKE_NUMBERS = tuple("+-.0123456789")


def to_yaml(content: CardContent) -> str:
    """Return a card's content as YAML, fields in their order, longer texts as blocks."""
    return dumped(content.model_dump(by_alias=True, mode="json"))


def dumped(value: Any) -> str:
    """Return JSON's values as YAML that every reader, of 1.1 or 1.2, takes for the same."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)


def fingerprint(content: CardContent) -> str:
    """Return what tells a card's content from any other."""
    return hashlib.sha256(to_yaml(content).encode()).hexdigest()


def from_yaml(text: str) -> dict[str, Any]:
    """Return the data of a card that YAML holds; raise InvalidInput where it is no YAML, or no object."""
    value = read_yaml(text).value
    if not isinstance(value, dict):
        raise InvalidInput("a card is an object with fields such as name and prompt", code="malformed_yaml")
    return cast("dict[str, Any]", value)


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    # What is a text to YAML 1.1, such as 1e3, may be a number to 1.2.
    style = "|" if "\n" in text else "'" if text.startswith(_LIKE_NUMBERS) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)

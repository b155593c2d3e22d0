"""Cards as YAML that people read and keep under version control."""

import hashlib
from typing import Any, cast

import yaml

from shared.domain.cards.content import CardContent
from shared.engines.records.documents import read_yaml
from shared.errors import InvalidInput


def to_yaml(content: CardContent) -> str:
    """Return a card's content as YAML, fields in their order, longer texts as blocks."""
    data = content.model_dump(by_alias=True, mode="json")
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)


def fingerprint(content: CardContent) -> str:
    """Return what tells a card's content from any other."""
    return hashlib.sha256(to_yaml(content).encode()).hexdigest()


def from_yaml(text: str) -> dict[str, Any]:
    """Return the data of a card that YAML holds; raise InvalidInput where it is no YAML, or no object."""
    value = read_yaml(text).value
    if not isinstance(value, dict):
        raise InvalidInput("a card is an object with fields such as name and prompt", code="malformed_yaml")
    return cast("dict[str, Any]", value)


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)

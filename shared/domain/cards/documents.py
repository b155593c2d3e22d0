"""Cards as YAML that people read and keep under version control."""

from typing import Any

import yaml

from shared.domain.cards.content import CardContent


def to_yaml(content: CardContent) -> str:
    """Return a card's content as YAML, fields in their order, longer texts as blocks."""
    data = content.model_dump(by_alias=True, mode="json")
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)

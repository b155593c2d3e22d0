"""Whom a text names by their e-mail addresses, as keys that tell nobody the address."""

import hashlib
import re
from collections.abc import Iterator
from typing import Any

# Tried only where a word begins, and never a part of it again: a long text without an address is read once.
_PART = r"[^\s@<>()\[\]\"',;:]"
_ADDRESS = re.compile(rf"(?<!{_PART}){_PART}++@{_PART}+\.[^\s@<>()\[\]\"',;:.]+")


def person_key(address: str) -> str:
    """Return what a person is known by, from their address in any case; the same in every tenant."""
    return hashlib.sha256(f"person\0{address.strip().lower()}".encode()).hexdigest()[:40]


def people_named(value: Any) -> frozenset[str]:
    """Return the keys of everybody whose address is in any text of a JSON value, names of fields included."""
    return frozenset(person_key(found) for text in _texts(value) for found in _ADDRESS.findall(text))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():  # pyright: ignore[reportUnknownVariableType]
            yield str(name)  # pyright: ignore[reportUnknownArgumentType]
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:  # pyright: ignore[reportUnknownVariableType]
            yield from _texts(each)

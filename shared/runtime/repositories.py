"""Every repository there is, for what concerns all documents of a tenant."""

import importlib
import importlib.util
import pkgutil
from collections.abc import Iterator
from typing import Any

import shared.domain
from shared.data.repository import Repository


def repositories() -> dict[str, type[Repository[Any]]]:
    """Return the repositories by collection, in order. Imports every domain: call it where it is needed only."""
    found = {each.collection: each for name in _domains() for each in _named_in(f"shared.domain.{name}.repository")}
    return {collection: found[collection] for collection in sorted(found)}


def _domains() -> Iterator[str]:
    for module in pkgutil.iter_modules(shared.domain.__path__):
        yield module.name


def _named_in(module_name: str) -> Iterator[type[Repository[Any]]]:
    if importlib.util.find_spec(module_name) is None:
        return
    for value in vars(importlib.import_module(module_name)).values():
        if isinstance(value, type) and issubclass(value, Repository) and value is not Repository:
            yield value

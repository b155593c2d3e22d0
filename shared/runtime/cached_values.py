"""A value that is cached: of which kind, which of them, and how it is made."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from shared.runtime.cache_policies import Cached

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class CachedValue(Generic[M]):
    """What is asked for; `parts` say which of its kind it is."""

    kind: Cached
    parts: tuple[str, ...]
    model: type[M]
    load: Callable[[], Awaitable[M]]

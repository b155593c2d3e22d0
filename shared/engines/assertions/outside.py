"""What an assertion may ask of the world outside: everything comes in here, nothing is reached for."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


class OutsideFailed(Exception):
    """Something outside gave no usable answer; the assertion ends in an error that says so."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a judge is asked: the assertion's type, the whole prompt, and the judge if it isn't the usual one."""

    type: str
    prompt: str
    provider: str | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """What a moderator found: its category, and the words for it."""

    category: str
    description: str


@dataclass(frozen=True, slots=True)
class Outside:
    """The callables that assertions of some types need; one that is missing makes them end in an error.

    `embed` returns one vector a text; `judge` a model's answer; `classify` a score by class; `python` runs code with
    `output` and `context` and returns what it returned; `webhook` posts a body to an address and returns the JSON it
    answered. They raise OutsideFailed for an answer that cannot be used; other errors pass through.
    """

    embed: Callable[[Sequence[str]], Awaitable[Sequence[Sequence[float]]]] | None = None
    judge: Callable[[Question], Awaitable[str]] | None = None
    moderate: Callable[[str, str], Awaitable[Sequence[Flag]]] | None = None
    classify: Callable[[str], Awaitable[Mapping[str, float]]] | None = None
    python: Callable[[str, Any, Mapping[str, Any]], Awaitable[Any]] | None = None
    webhook: Callable[[str, Mapping[str, Any]], Awaitable[Any]] | None = None


NOTHING = Outside()

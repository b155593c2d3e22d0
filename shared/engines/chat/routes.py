"""Which provider's model a name means, and in which order the models behind an alias are asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from shared.ports.model_providers import PROVIDERS

_OTHERS = {"google": "gemini", "xai": "grok"}
_FAMILIES = (
    ("gpt-", "openai"),
    ("chatgpt-", "openai"),
    ("o1", "openai"),
    ("o3", "openai"),
    ("o4", "openai"),
    ("claude-", "anthropic"),
    ("gemini-", "gemini"),
    ("grok-", "grok"),
)
"""How the names of a provider's own models begin."""


@dataclass(frozen=True, slots=True)
class Route:
    """One model of one provider."""

    provider: str
    model: str

    @property
    def name(self) -> str:
        """What it is called wherever providers are mixed."""
        return f"{self.provider}/{self.model}"


@dataclass(frozen=True, slots=True)
class Weighted:
    """A route, and how often it goes first beside others; one of weight 0 never does."""

    route: Route
    weight: int


def route_of(name: str) -> Route | None:
    """Return what `openai/gpt-5`, `gpt-5` or `echo` means, None for a name that no provider is known for."""
    prefix, _, model = name.partition("/")
    provider = _OTHERS.get(prefix, prefix)
    if model and provider in PROVIDERS:
        return Route(provider, model)
    if name == "echo":
        return Route("echo", "echo")
    family = next((each for start, each in _FAMILIES if name.startswith(start)), None)
    return Route(family, name) if family else None


def in_order(targets: Sequence[Weighted], fallbacks: Sequence[Route], pick: float) -> tuple[Route, ...]:
    """Return the routes as they are asked, each once: one by weight, then the others as they stand, then fallbacks.

    `pick` is a random number from 0 until 1.
    """
    left = pick * sum(each.weight for each in targets)
    first = targets[0]
    for each in targets:
        if left < each.weight:
            first = each
            break
        left -= each.weight
    return tuple(dict.fromkeys([first.route, *(each.route for each in targets), *fallbacks]))


def is_allowed(patterns: Sequence[str] | None, asked: str, route: Route | None) -> bool:
    """Tell whether a name may be asked for: it or its route matches a pattern such as `openai/*`; None allows all."""
    names = [asked, route.name] if route else [asked]
    return patterns is None or any(fnmatchcase(name, pattern) for name in names for pattern in patterns)

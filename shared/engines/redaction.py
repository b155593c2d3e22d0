"""Texts with what matches a pattern replaced, by RE2, whose time never explodes."""

from collections.abc import Iterable
from typing import Any

from shared.engines.scoring import patterns

MAX_STEPS = 2 * 10**9
"""Instructions times bytes that one redactor spends on all its texts: some seconds at worst."""

WITHHELD = "[withheld: too long to redact]"
"""What stands in place of a text once a redactor has spent its steps: nothing is shown that nobody looked at."""

_MAX_MEMORY = 2 * 1024 * 1024


def problem(pattern: str) -> str | None:
    """Return None for a pattern that can redact, otherwise one line saying why not."""
    found = patterns.problem(pattern)
    if found is None and patterns.fits(pattern, ""):
        return "it matches the empty text, which is everywhere"
    return found


class Redactor:
    """Patterns without a `problem`, each with what replaces its matches, applied one after the other."""

    def __init__(self, rules: Iterable[tuple[str, str]]) -> None:
        self._rules = [(_compiled(pattern), replacement.replace("\\", "\\\\")) for pattern, replacement in rules]
        self._steps = MAX_STEPS

    def text(self, text: str) -> str:
        """Return a text redacted."""
        for compiled, replacement in self._rules:
            self._steps -= compiled.programsize * len(text.encode(errors="replace"))
            if self._steps < 0:
                return WITHHELD
            text = compiled.sub(replacement, text)
        return text

    def value(self, value: Any) -> Any:
        """Return a JSON value with each text in it redacted, names of fields excepted."""
        if not self._rules:
            return value
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {name: self.value(item) for name, item in value.items()}  # pyright: ignore[reportUnknownVariableType]
        if isinstance(value, list | tuple):
            return [self.value(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
        return value


def _compiled(pattern: str) -> Any:
    import re2

    library: Any = re2
    options = library.Options()
    options.log_errors = False
    options.max_mem = _MAX_MEMORY
    return library.compile(pattern, options=options)

"""A report before it is laid out: a head, facts, tables, charts and texts. Whatever the values are, they are text."""

from dataclasses import dataclass

MAX_SHOWN = 200
"""How many characters of a value are shown."""

MAX_TEXT = 4_000
"""How many characters of a text are shown."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table under a heading; the first row is its head, widths are shares of the page's."""

    heading: str
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SheetChart:
    """Bars under a heading: what each is of, its share of the longest there can be, and its value as it is shown."""

    heading: str
    bars: tuple[tuple[str, float, str], ...]


@dataclass(frozen=True, slots=True)
class SheetText:
    """Paragraphs under a heading, each with a small line above it that says what or whose it is."""

    heading: str
    paragraphs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report as it is laid out; `color` is `#rrggbb`."""

    company: str
    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[SheetTable | SheetChart | SheetText, ...] = ()
    color: str | None = None


def cut(text: str, limit: int = MAX_SHOWN) -> str:
    """Return as much of a text as is shown."""
    return text if len(text) <= limit else text[:limit] + "\u2026"

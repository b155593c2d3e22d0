"""A report as Markdown with tables. Nothing in a value ends its cell, or is a link, markup or HTML to any reader."""

import re
import unicodedata

from shared.engines.report_sheets import MAX_TEXT, Sheet, SheetChart, SheetTable, SheetText, cut

_BAR = 20
"""Characters of the longest bar."""

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&$@]|:(?![\s\d]|$)")
_BEGINS = re.compile(r"^(\d*)([-+.)])")
"""What begins a list where a line begins."""

_WORLD_WIDE = re.compile(r"\bwww(?=\.)", re.IGNORECASE)
_REORDERS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSHOWN = frozenset({"Cc", "Cs", "Zl", "Zp"})


def markdown(sheet: Sheet) -> str:
    """Return the report as Markdown; the same report is the same text."""
    lines = [f"# {escaped(sheet.title)}", "", f"For {escaped(sheet.company)}: {escaped(sheet.subtitle)}", ""]
    lines += [_item(label, escaped(value)) for label, value in sheet.facts]
    for part in sheet.parts:
        lines += ["", f"## {escaped(part.heading)}", "", *_lines(part)]
    return "\n".join(lines) + "\n"


def escaped(text: str, limit: int | None = None) -> str:
    """Return text as one line of Markdown that shows it as it is; what would reorder a line is told by code points."""
    shown = cut(text) if limit is None else cut(text, limit)
    line = "".join(_plain(each) for each in shown)
    return _WORLD_WIDE.sub(lambda found: found[0] + "\\", _MARKUP.sub(r"\\\g<0>", " ".join(line.split())))


def _plain(character: str) -> str:
    if character in _REORDERS:
        return f"(U+{ord(character):04X})"
    return " " if unicodedata.category(character) in _UNSHOWN else character


def _lines(part: SheetTable | SheetChart | SheetText) -> list[str]:
    if isinstance(part, SheetText):
        return [_item(above, escaped(text, MAX_TEXT)) for above, text in part.paragraphs]
    if isinstance(part, SheetTable):
        head, *rows = part.rows
        return _table(head, [[escaped(cell) for cell in row] for row in rows])
    rows = [[escaped(label), "\u2588" * _length(share), escaped(value)] for label, share, value in part.bars]
    return _table(("", "", ""), rows)


def _item(label: str, value: str) -> str:
    return "- " + _BEGINS.sub(r"\1\\\2", escaped(label)) + ": " + value


def _table(head: tuple[str, ...], rows: list[list[str]]) -> list[str]:
    return [_row([escaped(cell) for cell in head]), _row(["---"] * len(head)), *(_row(row) for row in rows)]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _length(share: float) -> int:
    return round(min(1.0, max(0.0, share)) * _BAR)

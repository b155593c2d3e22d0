"""Tables for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

_FORMULA_BEGINS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
_MARK = "'"


def csv_lines(rows: Iterable[Sequence[Any]]) -> bytes:
    """Return rows as CSV (RFC 4180) in which no cell is a formula to any spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return text.getvalue().encode()


def unmarked(cell: str) -> str:
    """Return a cell's text without the mark that `csv_lines` keeps formulas down with."""
    return cell[1:] if cell.startswith(_MARK) and _needs_mark(cell) else cell


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"{_MARK}{text}" if _needs_mark(text) else text


def _needs_mark(text: str) -> bool:
    """Tell whether a text is a formula, or one with marks before it: another tells the two apart again."""
    bare = text.lstrip(_MARK)
    return bare.lstrip().startswith(_FORMULA_BEGINS) or bare.startswith(("\t", "\r", "\n"))

"""Tables for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

_FORMULA_BEGINS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")


def csv_lines(rows: Iterable[Sequence[Any]]) -> bytes:
    """Return rows as CSV (RFC 4180) in which no cell is a formula to any spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return text.getvalue().encode()


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    is_formula = text.lstrip().startswith(_FORMULA_BEGINS) or text.startswith(("\t", "\r", "\n"))
    return f"'{text}" if is_formula else text

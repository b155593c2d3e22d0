"""Delimited text, read piece by piece: what can't be a row is told with its number, and the next one is read."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from shared.engines.delimited.decoding import UNREADABLE, Decoder
from shared.errors import InvalidInput

_DELIMITERS = ",;\t|"
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?\r?\n', re.IGNORECASE)  # what Excel obeys and hides
_WORD_BREAKS = re.compile(r"[\W_]+")
_HEADER_CHARACTERS = 64 * 1024
_RECORD_CHARACTERS = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold: rows below its header, columns, characters in one cell."""

    rows: int = 100_000
    columns: int = 200
    cell: int = 20_000


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row can't be used: a stable code and what to do."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its number in a spreadsheet, where the header is 1; its cells by column name, trimmed.

    Cells that the row lacks are empty. `problem` says that the cells are not to be trusted.
    """

    number: int
    cells: Mapping[str, str]
    problem: RowProblem | None = None


class DelimitedReader:
    """Read one file; `columns` names its columns once a row was returned or the file is closed.

    `naming` makes a column's name of what the header calls it.

    Every method raises InvalidInput where the file as a whole can't be read: `empty_table`, `duplicate_column`,
    `too_many_columns`, `too_many_rows`, `row_too_long`.
    """

    def __init__(self, limits: Limits | None = None, naming: Callable[[str], str] | None = None) -> None:
        self._naming = naming or column_name
        self.columns: tuple[str, ...] = ()
        self._limits = limits or Limits()
        self._decoder = Decoder()
        self._text = ""
        self._cells: _CellPatterns | None = None
        self._number = 0
        self._rows = 0

    def feed(self, piece: bytes) -> Iterator[Row]:
        """Yield the rows that are whole with this piece; take them all before the next piece."""
        self._text += self._decoder.feed(piece)
        yield from self._read(closed=False)

    def close(self) -> Iterator[Row]:
        """Yield the rest of the rows."""
        self._text += self._decoder.close()
        if self._text and not self._text.endswith(("\n", "\r")):
            self._text += "\n"
        yield from self._read(closed=True)
        if not self.columns:
            raise InvalidInput("there is no header; name the columns in the first row", code="empty_table")

    def _read(self, *, closed: bool) -> Iterator[Row]:
        position = 0
        try:
            if self._cells is None:
                position = self._begin(closed)
            while self._cells is not None and (found := _record(self._cells, self._text, position, closed)):
                position = found.end
                self._number += 1
                if not self.columns:
                    self._take_header(found.cells)
                elif any(found.cells):
                    yield self._row(found)
            if len(self._text) - position > _RECORD_CHARACTERS:
                message = f"row {self._number + 1} goes on for a million characters; close its quotes"
                raise InvalidInput(message, code="row_too_long")
        finally:
            self._text = self._text[position:]

    def _begin(self, closed: bool) -> int:
        """Find the delimiter once the header is there, the one that makes most columns of it; return where to read."""
        said = _SEPARATOR_LINE.match(self._text)
        if said:
            self._cells = _CellPatterns(said[1])
            return said.end()
        start = len(self._text) - len(self._text.lstrip("\r\n"))
        head = self._text[: start + _HEADER_CHARACTERS]
        found = {delimiter: _record(_CellPatterns(delimiter), head, start, closed) for delimiter in _DELIMITERS}
        if closed or len(head) == start + _HEADER_CHARACTERS or (start < len(head) and all(found.values())):
            widths = {delimiter: len(record.cells) if record else 0 for delimiter, record in found.items()}
            self._cells = _CellPatterns(max(widths, key=lambda delimiter: widths[delimiter]))
        return 0

    def _take_header(self, cells: Sequence[str]) -> None:
        while cells and not cells[-1]:
            cells = cells[:-1]
        if len(cells) > self._limits.columns:
            raise InvalidInput(f"a table has at most {self._limits.columns} columns", code="too_many_columns")
        names = tuple(self._naming(cell) for cell in cells)
        twice = sorted({name for name in names if name and names.count(name) > 1})
        if twice:
            raise InvalidInput(f"two columns are named {', '.join(twice)}; rename one", code="duplicate_column")
        self.columns = names

    def _row(self, record: "_Record") -> Row:
        self._rows += 1
        if self._rows > self._limits.rows:
            raise InvalidInput(f"a table has at most {self._limits.rows} rows; split it", code="too_many_rows")
        named = zip_longest(self.columns, record.cells[: len(self.columns)], fillvalue="")
        return Row(self._number, {name: cell for name, cell in named if name}, self._problem(record))

    def _problem(self, record: "_Record") -> RowProblem | None:
        width, cells = len(self.columns), record.cells
        if record.unclosed:
            return RowProblem("quote_not_closed", "the row opens a quote that is not closed before the file ends")
        if any(cells[width:]):
            return RowProblem("too_many_cells", f"the row has more cells than the header's {width}; quote commas in it")
        if any(len(cell) > self._limits.cell for cell in cells):
            return RowProblem("cell_too_long", f"a cell holds at most {self._limits.cell} characters")
        if any("\0" in cell or UNREADABLE in cell for cell in cells):
            return RowProblem("unreadable_text", "the row holds bytes that are no text; save the file as UTF-8")
        return None


def rows(pieces: Iterable[bytes], limits: Limits | None = None) -> Iterator[Row]:
    """Yield the rows of a file whose pieces are at hand; raise InvalidInput as `DelimitedReader` does."""
    reader = DelimitedReader(limits)
    for piece in pieces:
        yield from reader.feed(piece)
    yield from reader.close()


def column_name(text: str) -> str:
    """Return a column's name as programs compare it: `E-Mail  Address` and `e_mail_address` are one."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _WORD_BREAKS.sub("_", folded).strip("_")


class _CellPatterns:
    """How cells look between delimiters: the cell's text, what follows a closed quote, what ends the cell."""

    def __init__(self, delimiter: str) -> None:
        rest = rf"([^{re.escape(delimiter)}\r\n]*)"
        end = rf"({re.escape(delimiter)}|\r\n|\n|\r)"
        self.quoted = re.compile(rf' *"([^"]*+(?:""[^"]*+)*+)"{rest}{end}')
        self.plain = re.compile(rf'(?! *")(){rest}{end}')


@dataclass(frozen=True, slots=True)
class _Record:
    cells: list[str]
    end: int
    unclosed: bool = False


def _record(patterns: _CellPatterns, text: str, start: int, closed: bool) -> _Record | None:
    """Return the record that begins at `start`, None where its end has not come yet or nothing begins."""
    position, cells = start, list[str]()
    while match := patterns.quoted.match(text, position) or patterns.plain.match(text, position):
        cells.append((match[1].replace('""', '"') + match[2]).strip())
        position = match.end()
        if match[3] == "\r" and position == len(text) and not closed:
            return None
        if match[3] in ("\n", "\r", "\r\n"):
            return _Record(cells, position)
    if not closed or start == len(text):
        return None
    return _Record([*cells, text[position:].strip()], len(text), unclosed=True)

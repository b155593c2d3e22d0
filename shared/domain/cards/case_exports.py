"""Cases as a table that `read_cases` takes back."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from shared.domain.cards.case_tables import read_cases
from shared.domain.cards.cases import Case, CaseSetContent
from shared.engines.delimited.writing import csv_lines
from shared.errors import FailedPrecondition, InvalidInput
from shared.model import FrozenModel

MAX_COLUMNS = 200
_NAME = re.compile(r"""(?!__)[^\s"';,|][^"';,|\t\r\n]*(?<!\s)""")
"""What a variable is called where a header can hold its name whatever the others are."""

Row = dict[str, str]


class TableNote(FrozenModel):
    """Something that the table does not say of the set; `number` is the case's, from 1, and 0 the set's own."""

    number: int
    code: str
    message: str


class CaseTable(FrozenModel):
    """Cases as CSV, how many are in it, and what it lacks."""

    csv: str
    written: int
    notes: tuple[TableNote, ...]


def write_cases(content: CaseSetContent) -> CaseTable:
    """Return a set's cases as a table; a case that would not read back the same is left out, and told.

    Raise FailedPrecondition (`too_many_columns`) where the cases together need more columns than a table has.
    """
    rows: list[Row] = []
    notes = list(_notes_on_defaults(content))
    names = tuple(dict.fromkeys(name for case in content.cases for name in case.vars if _NAME.fullmatch(name)))
    for number, case in enumerate(content.cases, 1):
        row = _row(case)
        if row is None:
            message = "a row can't say all of it; export the set as a promptfoo config"
            notes.append(TableNote(number=number, code="fits_no_row", message=message))
            continue
        rows.append(row)
        if lacking := [name for name in names if name not in row]:
            message = f"it has no {', '.join(lacking)[:200]}; the row says that they are empty"
            notes.append(TableNote(number=number, code="variables_emptied", message=message))
    columns = sorted({name: None for row in rows for name in row}, key=_place)
    if len(columns) > MAX_COLUMNS:
        message = f"a table has at most {MAX_COLUMNS} columns; export the set as a promptfoo config"
        raise FailedPrecondition(message, code="too_many_columns")
    lines = csv_lines([columns, *([row.get(name) for name in columns] for row in rows)]) if columns else b""
    return CaseTable(csv=lines.decode(), written=len(rows), notes=tuple(notes))


def _notes_on_defaults(content: CaseSetContent) -> Iterator[TableNote]:
    defaults = content.defaults
    if (
        defaults.vars
        or defaults.assertions
        or defaults.metadata
        or defaults.transform
        or defaults.threshold is not None
    ):
        message = "the set's defaults are no case's; a set that takes the table keeps its own"
        yield TableNote(number=0, code="defaults_left_out", message=message)


def _place(name: str) -> tuple[bool, int]:
    """Order columns: variables as they come, then what is asserted by its number, then the rest."""
    number = re.search(r"__expected(\d+)", name)
    return name.startswith("__"), int(number[1]) if number else 0


def _row(case: Case) -> Row | None:
    """Return a case's row, None where reading it would make another case, or none."""
    data = case.model_dump(mode="json", by_alias=True)
    if case.expected is not None:
        data["assertions"] = [{"type": "equals", "value": data["expected"]}, *data["assertions"]]
    row = dict(_cells(data))
    if not all(_NAME.fullmatch(name) for name in case.vars) or not any(row.values()):
        return None
    try:
        [read] = read_cases(csv_lines([[*row], [*row.values()]]))
    except InvalidInput:
        return None
    same = all(read[name] == data[name] for name in ("description", "vars", "assertions", "threshold", "metadata"))
    return row if same and case.weight == 1 and case.transform is None else None


def _cells(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in data["vars"].items():
        yield name, str(value)
    assertions = cast("list[dict[str, Any]]", data["assertions"])
    for number, each in enumerate(assertions, 1):
        yield f"__expected{number}", _asserted(each)
        if "threshold" in each:
            yield f"__config:__expected{number}:threshold", repr(each["threshold"])
    if data["description"]:
        yield "__description", data["description"]
    if metric := next((each["metric"] for each in assertions if "metric" in each), None):
        yield "__metric", str(metric)
    if data["threshold"] is not None:
        yield "__threshold", repr(data["threshold"])
    for key, value in data["metadata"].items():
        if isinstance(value, list):
            yield f"__metadata:{key}[]", ",".join(str(each).replace(",", "\\,") for each in cast("list[Any]", value))
        else:
            yield f"__metadata:{key}", str(value)


def _asserted(assertion: Mapping[str, Any]) -> str:
    kind = str(assertion["type"])
    return f"{kind}:{assertion['value']}" if "value" in assertion else kind

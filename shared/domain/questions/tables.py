"""Questions as a table, one a row: every kind but programs and files."""

from collections.abc import Iterator, Mapping
from typing import Any

from shared.engines.delimited import reading
from shared.engines.records.reading import Record
from shared.errors import InvalidInput

COLUMNS = (
    "external_id", "kind", "title", "prompt", "tags", "skills", "difficulty", "choices", "correct", "credit",
    "penalty", "expected", "absolute", "relative", "minimum", "maximum", "unit", "accepted", "manual",
)  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_YES = frozenset({"yes", "true", "1", "x"})


def from_csv(data: bytes, rows: int) -> Iterator[Record]:
    """Yield the records of a table of at most so many rows; raise InvalidInput where it is none, or has other columns.

    A record's number is its row's in a spreadsheet, where the header is 1.
    """
    reader = reading.DelimitedReader(reading.Limits(rows=rows))
    found = [*reader.feed(data), *reader.close()]
    unknown = sorted({*reader.columns} - {*COLUMNS, ""})
    if unknown:
        raise InvalidInput(f"no column is named {', '.join(unknown)[:200]}", code="unknown_column")
    for row in found:
        problem = (row.problem.code, row.problem.message) if row.problem else None
        yield Record(row.number, {} if problem else _record(row.cells), problem)


def _record(cells: Mapping[str, str]) -> dict[str, Any]:
    labels: dict[str, Any] = {name: _listed(cells.get(name, "")) for name in ("tags", "skills")}
    labels |= _given(cells, "difficulty")
    content: dict[str, Any] = {**_given(cells, "kind", "title", "prompt"), **_asked(cells)}
    external = {"externalId": cells["external_id"]} if cells.get("external_id") else {}
    return {**external, "labels": labels, "content": content}


def _asked(cells: Mapping[str, str]) -> dict[str, Any]:
    """Return what a question's kind needs; what the kind is not known to need is an unknown field to who binds it."""
    match cells.get("kind"):
        case "multiple_choice":
            texts = [line.strip() for line in cells.get("choices", "").splitlines() if line.strip()]
            correct = _listed(cells.get("correct", "").lower())
            choices = [{"id": _choice_id(place), "text": text} for place, text in enumerate(texts)]
            scoring = {"correct": correct, **_given(cells, "credit", "penalty")}
            return {"choices": choices, "several": len(correct) > 1, "scoring": scoring}
        case "numeric":
            scoring = _given(cells, "expected", "absolute", "relative", "minimum", "maximum", "penalty")
            return {**_given(cells, "unit"), "scoring": scoring}
        case "free_text":
            accepted = [line.strip() for line in cells.get("accepted", "").splitlines() if line.strip()]
            manual = cells.get("manual", "").casefold() in _YES
            return {"scoring": {"accepted": accepted, "manual": manual, **_given(cells, "penalty")}}
        case _:
            return {}


def _choice_id(place: int) -> str:
    return _LETTERS[place] if place < len(_LETTERS) else f"{_LETTERS[place % 26]}{place // 26}"


def _given(cells: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: cells[name] for name in names if cells.get(name)}


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.replace(";", ",").split(",") if part.strip()]

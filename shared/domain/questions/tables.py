"""Questions as a table, one a row: every kind but programs and files."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import to_json

from shared.domain.questions.exports import QuestionRecord
from shared.engines.delimited import reading
from shared.engines.delimited.writing import csv_lines, unmarked
from shared.engines.records.reading import Record
from shared.errors import InvalidInput

COLUMNS = (
    "external_id", "kind", "title", "prompt", "tags", "skills", "difficulty", "choices", "correct", "credit",
    "penalty", "expected", "absolute", "relative", "minimum", "maximum", "unit", "accepted", "manual",
)  # fmt: skip
HEADER = csv_lines([COLUMNS])
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
        cells = {name: unmarked(cell) for name, cell in row.cells.items()}
        yield Record(row.number, {} if problem else _record(cells), problem)


def to_csv(question: QuestionRecord) -> bytes | None:
    """Return a question's row, None where reading it would make another question, or none."""
    cells = _cells(question.to_record())
    line = csv_lines([[cells.get(name) for name in COLUMNS]])
    try:
        [record] = from_csv(HEADER + line, 1)
        read = QuestionRecord.model_validate_json(to_json(record.data), strict=True)
    except (InvalidInput, ValidationError):
        return None
    return line if read == question else None


def _cells(record: Mapping[str, Any]) -> dict[str, Any]:
    labels, content = record["labels"], record["content"]
    scoring: Mapping[str, Any] = content.get("scoring", {})
    listed = {name: ", ".join(labels[name]) for name in ("tags", "skills")}
    written = {
        "kind": content["kind"],
        "choices": "\n".join(choice["text"] for choice in content.get("choices", ())),
        "correct": ", ".join(scoring.get("correct", ())),
        "accepted": "\n".join(scoring.get("accepted", ())),
        "manual": "yes" if scoring.get("manual") else "",
    }
    return {"external_id": record["externalId"], **labels, **content, **scoring, **listed, **written}


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

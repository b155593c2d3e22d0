"""Cases as a table, one a row, with promptfoo's columns: `__expected`, `__description`; others are variables."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from shared.domain.cards.cases import MAX_CASES, assertion_types
from shared.engines.delimited.reading import DelimitedReader, Limits
from shared.engines.delimited.writing import unmarked
from shared.errors import FieldProblem, InvalidInput

_EXPECTED = re.compile(r"__expected(\d*)")
_CONFIG = re.compile(r"__config:__expected(\d*):threshold")
_SHORT = {"fn": "javascript", "eval": "javascript", "grade": "llm-rubric"}
_GRADED = {
    **dict.fromkeys(("answer-relevance", "classifier", "context-faithfulness", "context-recall"), 0.75),
    **dict.fromkeys(("context-relevance", "cost", "latency", "levenshtein", "perplexity"), 0.75),
    **dict.fromkeys(("perplexity-score", "rouge-n", "starts-with"), 0.75),
    "similar": 0.8,
}
"""The thresholds that promptfoo gives in a table where none is written."""


def read_cases(data: bytes) -> list[dict[str, Any]]:
    """Return the cases of a table as data; raise InvalidInput with each row or column that can't be taken."""
    reader = DelimitedReader(Limits(rows=MAX_CASES), naming=_column)
    rows = [*reader.feed(data), *reader.close()]
    problems = list(_column_problems(reader.columns))
    cases: list[dict[str, Any]] = []
    for row in rows:
        try:
            if row.problem is not None:
                raise InvalidInput(row.problem.message, code=row.problem.code)
            cases.append(_case({name: unmarked(cell) for name, cell in row.cells.items()}))
        except InvalidInput as error:
            problems.append(FieldProblem(f"/csv/{row.number}", error.code, error.message))
    if problems:
        raise InvalidInput("some of the table can't be taken; see details", fields=problems[:100])
    return cases


def _column(header: str) -> str:
    return unmarked(header.strip())


def _column_problems(columns: tuple[str, ...]) -> Iterator[FieldProblem]:
    for name in columns:
        known = _EXPECTED.fullmatch(name) or _CONFIG.fullmatch(name)
        known = known or name in ("__description", "__metric", "__threshold")
        if name.startswith("__") and not known and not name.startswith("__metadata:"):
            yield FieldProblem("/csv/1", "column_unsupported", f"the column {name[:80]} is not taken; remove it")


def _case(cells: Mapping[str, str]) -> dict[str, Any]:
    asserted = [_assertion(cell) for name, cell in cells.items() if _EXPECTED.fullmatch(name) and cell]
    for each in asserted:
        if metric := cells.get("__metric"):
            each["metric"] = metric
    for name, cell in cells.items():
        place = _CONFIG.fullmatch(name)
        if place and cell:
            number = int(place[1] or 1) - 1
            if not 0 <= number < len(asserted):
                raise InvalidInput(f"{name} is of no assertion of the row", code="config_without_assertion")
            asserted[number]["threshold"] = _number(name, cell)
    threshold = cells.get("__threshold")
    return {
        "description": cells.get("__description", ""),
        "vars": {name: cell for name, cell in cells.items() if not name.startswith("__")},
        "assertions": asserted,
        "threshold": _number("__threshold", threshold) if threshold else None,
        "metadata": dict(_metadata(cells)),
    }


def _metadata(cells: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    for name, cell in cells.items():
        key = name.removeprefix("__metadata:")
        if key == name or not cell:
            continue
        if key.endswith("[]"):
            yield key[:-2], [part.strip().replace("\\,", ",") for part in re.split(r"(?<!\\),", cell)]
        else:
            yield key, cell


def _assertion(text: str) -> dict[str, Any]:
    """Return the assertion of `type:value` or `type(threshold):value`; of other texts, that the output equals it."""
    for short, kind in _SHORT.items():
        if text.startswith(f"{short}:"):
            return {"type": kind, "value": text[len(short) + 1 :].strip()}
    if text.startswith("file://"):
        raise InvalidInput("files are not read; put the assertion into the cell", code="file_unsupported")
    found = _asserted().fullmatch(text)
    if found is None:
        return {"type": "equals", "value": text}
    made: dict[str, Any] = {"type": found[1]}
    if found[3] is not None:
        made["value"] = found[3].strip()
    kind = found[1].removeprefix("not-")
    if kind in _GRADED:
        made["threshold"] = float(found[2]) if found[2] else _GRADED[kind]
    return made


@cache
def _asserted() -> re.Pattern[str]:
    kinds = "|".join(re.escape(kind) for kind in sorted(assertion_types(), key=len, reverse=True))
    return re.compile(rf"((?:not-)?(?:{kinds}))(?:\((\d+(?:\.\d+)?)\))?(?::(.*))?", re.DOTALL)


def _number(name: str, cell: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = float("nan")
    if not abs(value) < float("inf"):
        raise InvalidInput(f"{name} must be a number", code="not_a_number")
    return value

"""Fields that a project defines for its own tasks, and what their values must be."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from math import isfinite
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from shared.errors import FieldProblem, InvalidInput
from shared.model import FrozenModel

MAX_TEXT = 2_000
MAX_NUMBER = 2**53
"""Up to here every reader of JSON tells whole numbers apart."""

FieldKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
FieldValue = bool | int | float | str
_Choice = Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)]


class FieldKind(StrEnum):
    """What a field holds: a date is written as `2026-03-02`."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    CHOICE = "choice"


class FieldDefinition(FrozenModel):
    """One field; `choices` are what a choice chooses from."""

    key: FieldKey
    name: Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)]
    kind: FieldKind
    required: bool = False
    choices: Annotated[tuple[_Choice, ...], Field(max_length=100)] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.kind is FieldKind.CHOICE) != bool(self.choices):
            raise ValueError("a choice has choices, and nothing else has")
        return self

    def problem(self, value: FieldValue) -> str | None:
        """Return what a value must be, None for one that is."""
        match self.kind:
            case FieldKind.TEXT:
                fits, wanted = isinstance(value, str) and len(value) <= MAX_TEXT, f"a text of up to {MAX_TEXT}"
            case FieldKind.NUMBER:
                fits, wanted = _is_number(value), f"a number between {-MAX_NUMBER} and {MAX_NUMBER}"
            case FieldKind.BOOLEAN:
                fits, wanted = isinstance(value, bool), "true or false"
            case FieldKind.DATE:
                fits, wanted = isinstance(value, str) and _is_date(value), "a date such as 2026-03-02"
            case FieldKind.CHOICE:
                fits, wanted = value in self.choices, f"one of: {', '.join(self.choices)}"
        return None if fits else f"give {wanted}"


def require_values(definitions: Sequence[FieldDefinition], values: Mapping[str, FieldValue], *, at: str) -> None:
    """Raise InvalidInput with each value that no definition admits, or that is missing, pointed to below `at`."""
    known = {definition.key: definition for definition in definitions}
    problems = [
        FieldProblem(f"{at}/{key}", "unknown_custom_field", "the project defines no such field")
        for key in values
        if key not in known
    ]
    for key, definition in known.items():
        if key in values:
            wrong = definition.problem(values[key])
            problems += [FieldProblem(f"{at}/{key}", "wrong_custom_field", wrong)] if wrong else []
        elif definition.required:
            problems.append(FieldProblem(f"{at}/{key}", "missing", "the project requires this field"))
    if problems:
        raise InvalidInput("some custom fields are wrong; see details", fields=problems[:100])


def _is_number(value: FieldValue) -> bool:
    return (
        isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value) and abs(value) <= MAX_NUMBER
    )


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False

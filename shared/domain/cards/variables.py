"""What a card's template is filled with, by type."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from shared.errors import FieldProblem
from shared.model import FrozenModel


class VariableType(StrEnum):
    """What a variable holds; `json` is anything."""

    STRING = "string"
    NUMBER = "number"
    BOOLEAN = "boolean"
    JSON = "json"
    LIST = "list"

    def takes(self, value: Any) -> bool:
        """Tell whether a value is of this type."""
        match self:
            case VariableType.STRING:
                return isinstance(value, str)
            case VariableType.NUMBER:
                return isinstance(value, int | float) and not isinstance(value, bool)
            case VariableType.BOOLEAN:
                return isinstance(value, bool)
            case VariableType.LIST:
                return isinstance(value, list | tuple)
            case VariableType.JSON:
                return True


class Variable(FrozenModel):
    """A variable of a card; one without a default that is not required prints as nothing where it isn't given."""

    name: Annotated[str, StringConstraints(max_length=60, pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
    type: VariableType = VariableType.STRING
    default: Any = None
    required: bool = True
    description: Annotated[str, StringConstraints(max_length=500)] = ""

    @model_validator(mode="after")
    def _default_is_of_the_type(self) -> Self:
        if self.default is not None and not self.type.takes(self.default):
            raise PydanticCustomError(
                "default_of_another_type",
                "the default of {name} must be a {type}",
                {"name": self.name, "type": self.type},
            )
        return self


def with_defaults(variables: Sequence[Variable], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values given and, where there are none, the defaults."""
    defaults = {each.name: each.default for each in variables if each.default is not None}
    return {**defaults, **given}


def type_problems(variables: Sequence[Variable], given: Mapping[str, Any], at: str) -> Iterator[FieldProblem]:
    """Yield the values, pointed to below `at`, that are not of their variables' types."""
    for each in variables:
        if each.name in given and not each.type.takes(given[each.name]):
            yield FieldProblem(f"{at}/{each.name}", "value_of_another_type", f"{each.name} must be a {each.type}")

"""What a function question asks for: a name, typed parameters and the type of the result.

Types are written `int` (64 bits), `float`, `bool`, `string`, `list<T>`, `map<string,T>` and `optional<T>`. There is no
`void`: what changes in place differs from language to language, so such a function returns the changed value. There is
no type for any JSON either, as few languages could name it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Union

from pydantic import Field, PlainSerializer, PlainValidator, StringConstraints, WithJsonSchema, field_validator
from pydantic_core import PydanticCustomError

from shared.engines.harnesses.reserved import FUNCTIONS, WORDS
from shared.model import FrozenModel

MAX_DEPTH = 6
MAX_PARAMETERS = 10
_MAX_TYPE_LENGTH = 100


class Kind(StrEnum):
    """The first word of a type."""

    INT = "int"
    FLOAT = "float"
    BOOL = "bool"
    STRING = "string"
    LIST = "list"
    MAP = "map"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A type that holds no other."""

    kind: Kind

    def __str__(self) -> str:
        return self.kind.value


@dataclass(frozen=True, slots=True)
class Container:
    """A list, a map with string keys, or an optional."""

    kind: Kind
    item: "Type"

    def __str__(self) -> str:
        return f"map<string,{self.item}>" if self.kind is Kind.MAP else f"{self.kind}<{self.item}>"


Type = Union[Scalar, Container]  # noqa: UP007 - Container's own annotation needs the name

_SCALARS = {kind: Scalar(kind) for kind in (Kind.INT, Kind.FLOAT, Kind.BOOL, Kind.STRING)}
_CONTAINERS = {"list<": Kind.LIST, "map<string,": Kind.MAP, "optional<": Kind.OPTIONAL}


def parse_type(text: str) -> Type:
    """Return the type that is written; raise PydanticCustomError, which is a ValueError, saying what is wrong."""
    if len(text) > _MAX_TYPE_LENGTH:
        raise PydanticCustomError("type_too_long", "a type takes at most {most} characters", {"most": _MAX_TYPE_LENGTH})
    return _parse("".join(text.split()), MAX_DEPTH)


def _parse(text: str, depth: int) -> Type:
    if text in _SCALARS:
        return _SCALARS[Kind(text)]
    for start, kind in _CONTAINERS.items():
        if text.startswith(start) and text.endswith(">"):
            if depth == 0:
                raise PydanticCustomError("type_too_deep", "types nest at most {most} deep", {"most": MAX_DEPTH})
            item = _parse(text[len(start) : -1], depth - 1)
            if kind is item.kind is Kind.OPTIONAL:
                raise PydanticCustomError("bad_type", "null can't tell one optional from the other; use one")
            return Container(kind, item)
    raise PydanticCustomError(
        "bad_type",
        "'{text}' is no type; write int, float, bool, string, list<T>, map<string,T> or optional<T>",
        {"text": text},
    )


def _as_type(value: object) -> Type:
    if isinstance(value, Scalar | Container):
        return value
    if isinstance(value, str):
        return parse_type(value)
    raise PydanticCustomError("bad_type", "write a type as text, such as list<int>")


TypeText = Annotated[
    Type,
    PlainValidator(_as_type),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "maxLength": _MAX_TYPE_LENGTH, "examples": ["list<int>", "map<string,float>"]}),
]
"""A type that is stored and sent as text."""

# A letter after each underscore, so that no two names become the same one in camelCase.
Name = Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z][a-z0-9]*(_[a-z][a-z0-9]*)*$")]
"""A name in snake_case; languages that write camelCase get it so."""


def camel_case(name: str) -> str:
    """Return a snake_case name as it is written in camelCase."""
    return re.sub("_(.)", lambda match: match[1].upper(), name)


class Parameter(FrozenModel):
    """One argument the function is called with."""

    name: Name
    type: TypeText

    @field_validator("name")
    @classmethod
    def _is_free_in_every_language(cls, name: str) -> str:
        return _require_free(name, WORDS)


class Signature(FrozenModel):
    """The function a candidate writes."""

    name: Name
    parameters: Annotated[tuple[Parameter, ...], Field(max_length=MAX_PARAMETERS)]
    returns: TypeText

    @field_validator("name")
    @classmethod
    def _is_free_in_every_language(cls, name: str) -> str:
        return _require_free(name, WORDS | FUNCTIONS)

    @field_validator("parameters")
    @classmethod
    def _names_are_distinct(cls, parameters: tuple[Parameter, ...]) -> tuple[Parameter, ...]:
        if len({parameter.name for parameter in parameters}) < len(parameters):
            raise PydanticCustomError("duplicate_parameter", "give each parameter a name of its own")
        return parameters


def _require_free(name: str, taken: frozenset[str]) -> str:
    if name in taken:
        raise PydanticCustomError(
            "reserved_name", "'{name}' means something already in one of the languages; add a word", {"name": name}
        )
    return name


def types_of(signature: Signature) -> tuple[Type, ...]:
    """Return every type the signature names, those inside others first, each once."""
    found: dict[Type, None] = {}
    for outer in (*(parameter.type for parameter in signature.parameters), signature.returns):
        nested = [outer]
        while isinstance(nested[-1], Container):
            nested.append(nested[-1].item)
        found.update(dict.fromkeys(reversed(nested)))
    return tuple(found)

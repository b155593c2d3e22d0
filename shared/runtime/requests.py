"""Request models, and how path, query string and body bind into one."""

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, TypeVar, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import from_json, to_json

from shared.data.pagination import DEFAULT_LIMIT, MAX_LIMIT, PageRequest
from shared.errors import FieldProblem, InvalidInput
from shared.model import FrozenModel

Title = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
ShortText = Annotated[str, StringConstraints(max_length=2_000)]
LongText = Annotated[str, StringConstraints(max_length=50_000)]
Identifier = Annotated[str, StringConstraints(min_length=1, max_length=200)]

_MAX_DEPTH = 20
_MAX_SAID = 300
"""How much of what was sent an error repeats, in characters."""

M = TypeVar("M", bound=BaseModel)
UnknownFields = Literal["forbid", "ignore"]


def _as_several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Several = BeforeValidator(_as_several)
"""Marks a query's list field, which the query string repeats: one value is a list of one."""


class Request(FrozenModel):
    """What a caller asks: its fields are the path's, the query string's and the body's together."""

    model_config = ConfigDict(extra="forbid")


class Nested(FrozenModel):
    """A part of a request."""

    model_config = ConfigDict(extra="forbid")


class ListRequest(Request):
    """A listing: page, order and whether to count."""

    limit: Annotated[int, Field(ge=0)] = DEFAULT_LIMIT
    cursor: Annotated[str, StringConstraints(max_length=2_000)] | None = None
    sort: Annotated[str, StringConstraints(max_length=200)] | None = None
    count: bool = False

    def page(self) -> PageRequest:
        """Return the page asked for; `limit` is coerced to at most 100, and 0 means the default."""
        return PageRequest(
            limit=min(self.limit or DEFAULT_LIMIT, MAX_LIMIT),
            cursor=self.cursor,
            sort=tuple(self.sort.split(",")) if self.sort else None,
            count=self.count,
        )


class SearchRequest(Request):
    """A search: words in `q`, page and whether to count; the best match comes first."""

    q: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    limit: Annotated[int, Field(ge=0)] = DEFAULT_LIMIT
    cursor: Annotated[str, StringConstraints(max_length=2_000)] | None = None
    count: bool = False

    def page(self) -> PageRequest:
        """Return the page asked for; `limit` is coerced to at most 100, and 0 means the default."""
        return PageRequest(limit=min(self.limit or DEFAULT_LIMIT, MAX_LIMIT), cursor=self.cursor, count=self.count)


def json_object(body: bytes) -> dict[str, Any]:
    """Return the fields of a JSON object, none for an empty body; raise InvalidInput for anything else."""
    if not body.strip():
        return {}
    try:
        fields: Any = from_json(body)
    except ValueError as error:
        raise InvalidInput(f"the body is not valid JSON: {error}", code="malformed_json") from error
    if not isinstance(fields, dict):
        raise InvalidInput("the body must be a JSON object", code="malformed_json")
    # Readers disagree about which of two values counts, so that one could check what another doesn't use.
    json.loads(body, object_pairs_hook=_without_duplicates, parse_int=str, parse_float=str)
    return cast(dict[str, Any], fields)


def _without_duplicates(pairs: list[tuple[str, Any]]) -> None:
    if len(pairs) == len({name for name, _ in pairs}):
        return
    names = [name for name, _ in pairs]
    twice = next(name for place, name in enumerate(names) if name in names[:place])
    problem = FieldProblem(f"/{twice}"[:_MAX_SAID], "duplicate_field", "give it once")
    raise InvalidInput("the body gives a field twice", code="malformed_json", fields=[problem])


def bind_strings(model: type[Any], values: Mapping[str, Any], *, unknown: UnknownFields = "forbid") -> Any:
    """Return a query's request from path and query string; raise InvalidInput with each bad field."""
    try:
        request = model.model_validate(values, extra=unknown, by_alias=True, by_name=False)
    except ValidationError as error:
        raise _invalid(error, values) from error
    _reject_impossible_text(dict(values))
    return request


def bind_fields(
    model: type[Any],
    path: Mapping[str, str],
    fields: Mapping[str, Any],
    *,
    strict: bool = True,
    unknown: UnknownFields = "forbid",
) -> Any:
    """Return a command's request from path and body; raise InvalidInput with each bad field."""
    twice = [name for name in path if name in fields]
    if twice:
        problems = [FieldProblem(f"/{name}", "in_path", "it is given by the path; leave it out") for name in twice]
        raise InvalidInput("the body repeats what the path says", fields=problems)
    _reject_impossible_text(fields)
    return bind_value(model, {**fields, **path}, strict=strict, unknown=unknown)


def bind_value(
    model: type[M], value: Any, *, at: str = "", strict: bool = True, unknown: UnknownFields = "forbid"
) -> M:
    """Return a JSON value as a model; raise InvalidInput with each bad field, pointed to below `at`.

    Fields have their names in camelCase only, and unknown ones are an error however deep they lie, unless said
    otherwise.
    """
    try:
        return model.model_validate_json(to_json(value), strict=strict, extra=unknown, by_alias=True, by_name=False)
    except ValidationError as error:
        raise _invalid(error, value, at) from error


def canonical(request: FrozenModel) -> bytes:
    """Return a request's canonical JSON, for fingerprints."""
    return json.dumps(request.model_dump(mode="json"), sort_keys=True, separators=(",", ":")).encode()


def _invalid(error: ValidationError, value: Any, at: str = "") -> InvalidInput:
    problems = [
        FieldProblem(
            pointer=(at + _pointer(problem["loc"], value, missing=problem["type"] == "missing"))[:_MAX_SAID],
            code="unknown_field" if problem["type"] == "extra_forbidden" else problem["type"],
            message="there is no such field" if problem["type"] == "extra_forbidden" else problem["msg"][:_MAX_SAID],
        )
        for problem in error.errors(include_url=False, include_context=False, include_input=False)
    ]
    return InvalidInput("some fields are wrong; see details", fields=problems[:100])


def _pointer(location: Sequence[int | str], value: Any, *, missing: bool) -> str:
    """Return where an error lies, without the names that pydantic puts in for a tagged union's members."""
    pointer = ""
    for place, part in enumerate(location):
        is_missing = missing and place == len(location) - 1
        if isinstance(value, dict) and part not in value and not is_missing:
            continue
        value = _child(value, part)
        pointer += f"/{str(part).replace('~', '~0').replace('/', '~1')}"
    return pointer


def _child(value: Any, part: int | str) -> Any:
    try:
        return value[part]
    except (IndexError, KeyError, TypeError):
        return None


def _reject_impossible_text(value: Any) -> None:
    """Refuse NUL, which no text has a use for and C programs read as its end, and absurd nesting."""
    stack: list[tuple[str, Any, int]] = [("", value, 0)]
    while stack:
        pointer, item, depth = stack.pop()
        if depth > _MAX_DEPTH:
            problem = FieldProblem(pointer[:200], "too_deep", f"nest at most {_MAX_DEPTH} levels")
            raise InvalidInput("the body is nested too deeply", fields=[problem])
        if isinstance(item, str):
            if "\x00" in item:
                problem = FieldProblem(pointer, "nul_character", "remove the NUL character")
                raise InvalidInput("text can't hold NUL characters", fields=[problem])
        elif isinstance(item, dict):
            for key, each in cast(dict[str, Any], item).items():
                stack.append((pointer, key, depth))
                stack.append((f"{pointer}/{key}", each, depth + 1))
        elif isinstance(item, list):
            children = enumerate(cast(list[Any], item))
            stack.extend((f"{pointer}/{number}", each, depth + 1) for number, each in children)

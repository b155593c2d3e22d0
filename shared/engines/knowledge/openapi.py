"""APIs out of an OpenAPI document, 2.0, 3.0 or 3.1, operation by operation: a broken one costs only itself."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from pydantic import ValidationError

from shared.engines.knowledge.items import (
    ApiBody,
    ApiContent,
    ApiParameter,
    ApiResponse,
    Extracted,
    Problem,
    unique,
)
from shared.engines.knowledge.markup import read_markup
from shared.engines.knowledge.references import References
from shared.errors import InvalidInput

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_FORM = "application/x-www-form-urlencoded"
_SIMPLE_SCHEMA = ("type", "format", "enum", "items", "default", "minimum", "maximum", "pattern")


def apis_in(data: bytes) -> Extracted:
    """Return the APIs of a document; raise InvalidInput where it is no OpenAPI at all."""
    document = _fields(read_markup(data))
    version = str(document.get("openapi") or document.get("swagger") or "")
    if not version.startswith(("2.", "3.")) or not isinstance(document.get("paths", {}), dict):
        raise InvalidInput("this is no OpenAPI document of version 2.0, 3.0 or 3.1", code="not_openapi")
    reader = _Reader(document, two=version.startswith("2."))
    items: list[ApiContent] = []
    for path, raw in _fields(document.get("paths")).items():
        items.extend(reader.of_path(path, raw))
    return unique(items, reader.problems)


class _Reader:
    def __init__(self, document: Mapping[str, Any], *, two: bool) -> None:
        self._document = document
        self._two = two
        self._references = References(document)
        self.problems: list[Problem] = []

    def of_path(self, path: str, raw: Any) -> Iterator[ApiContent]:
        item = self._references.followed(raw)
        if path.startswith("x-"):
            return
        if not isinstance(item, dict) or "$ref" in item:
            self._problem(path, "it is no object with operations, or a reference to another file")
            return
        fields = cast("dict[str, Any]", item)
        for method in METHODS:
            if method not in fields:
                continue
            where = f"{method.upper()} {path}"
            try:
                yield self._operation(method, path, fields, self._references.followed(fields[method]))
            except ValidationError as error:
                first = error.errors(include_url=False)[0]
                self._problem(where, f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}")
            except (TypeError, ValueError) as error:
                self._problem(where, str(error))

    def _operation(self, method: str, path: str, item: Mapping[str, Any], raw: Any) -> ApiContent:
        if not isinstance(raw, dict):
            raise TypeError("an operation is an object")
        operation = cast("dict[str, Any]", raw)
        where = f"{method.upper()} {path}"
        base = str(self._document.get("basePath") or "").rstrip("/") if self._two else ""
        merged = self._merged(item.get("parameters"), operation.get("parameters"), where)
        return ApiContent(
            method=method.upper(),
            path=base + path,
            summary=_text(operation.get("summary")),
            description=_text(operation.get("description")),
            tags=tuple(_text(tag, 300) for tag in _list(operation.get("tags")) if tag),
            parameters=tuple(self._parameters(merged, where)),
            bodies=tuple(self._sent(operation, merged)),
            responses=tuple(self._responses(operation, where)),
            security=tuple(
                tuple(_fields(each)) for each in _list(operation.get("security", self._document.get("security")))
            ),
        )

    def _merged(self, shared: Any, own: Any, where: str) -> list[dict[str, Any]]:
        """Return a path's parameters and an operation's, whose own come before the path's of the same name."""
        found: dict[tuple[str, str], dict[str, Any]] = {}
        for raw in (*_list(shared), *_list(own)):
            parameter = self._references.followed(raw)
            if not isinstance(parameter, dict) or "$ref" in parameter:
                self._problem(where, "a parameter's reference leads nowhere here")
                continue
            fields = cast("dict[str, Any]", parameter)
            found[str(fields.get("name")), str(fields.get("in"))] = fields
        return list(found.values())

    def _parameters(self, merged: list[dict[str, Any]], where: str) -> Iterator[ApiParameter]:
        for fields in merged:
            if fields.get("in") in ("body", "formData"):
                continue
            try:
                yield ApiParameter(
                    name=fields.get("name", ""),
                    location=fields.get("in", ""),
                    required=bool(fields.get("required", False)),
                    description=_text(fields.get("description")),
                    shape=self._parameter_shape(fields),
                )
            except ValidationError:
                self._problem(where, f"parameter {_text(fields.get('name'), 100)!r} has no name or place")

    def _parameter_shape(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        if "schema" in fields:
            return self._references.shape(fields["schema"])
        for media in _fields(fields.get("content")).values():
            return self._references.shape(_fields(media).get("schema"))
        return self._references.shape({name: fields[name] for name in _SIMPLE_SCHEMA if name in fields})

    def _sent(self, operation: Mapping[str, Any], merged: list[dict[str, Any]]) -> Iterator[ApiBody]:
        if not self._two:
            yield from self._bodies(_fields(self._references.followed(operation.get("requestBody"))).get("content"))
            return
        consumed = _list(operation.get("consumes", self._document.get("consumes"))) or ["application/json"]
        for fields in merged:
            if fields.get("in") == "body":
                shape = self._references.shape(fields.get("schema"))
                yield from (ApiBody(media_type=str(each), shape=shape) for each in consumed)
        form = [fields for fields in merged if fields.get("in") == "formData"]
        if form:
            properties = {str(fields.get("name")): self._parameter_shape(fields) for fields in form}
            required = [str(fields.get("name")) for fields in form if fields.get("required")]
            media_type = next((str(each) for each in consumed if "form" in str(each)), _FORM)
            yield ApiBody(
                media_type=media_type, shape={"type": "object", "properties": properties, "required": required}
            )

    def _responses(self, operation: Mapping[str, Any], where: str) -> Iterator[ApiResponse]:
        produced = _list(operation.get("produces", self._document.get("produces"))) or ["application/json"]
        for status, raw in _fields(operation.get("responses")).items():
            fields = _fields(self._references.followed(raw))
            if status.startswith("x-"):
                continue
            if self._two:
                shape = self._references.shape(fields["schema"]) if "schema" in fields else None
                bodies = [ApiBody(media_type=str(each), shape=shape) for each in produced] if shape is not None else []
            else:
                bodies = list(self._bodies(fields.get("content")))
            try:
                yield ApiResponse(
                    status=status.upper() if status != "default" else status,
                    description=_text(fields.get("description")),
                    bodies=tuple(bodies),
                )
            except ValidationError:
                self._problem(where, f"{status[:20]!r} is no status")

    def _bodies(self, content: Any) -> Iterator[ApiBody]:
        for media_type, media in _fields(content).items():
            yield ApiBody(media_type=media_type, shape=self._references.shape(_fields(media).get("schema")))

    def _problem(self, where: str, message: str) -> None:
        self.problems.append(Problem(where, message))


def _fields(value: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else []


def _text(value: Any, longest: int = 20_000) -> str:
    return "" if value is None else str(value)[:longest]

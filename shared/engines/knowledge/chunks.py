"""Items cut into passages short enough to be embedded whole, each knowing where it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from shared.engines.knowledge.items import ApiBody, ApiContent, SectionContent, TableColumn, TableContent

LONGEST = 900
"""Characters of a passage: about as many tokens as the model looks at."""
MAX_PASSAGES = 40
"""Of one item; an item may be 100 kB."""
_CUTS = ("\n\n", "\n", ". ", " ")
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of an item: `heading` says what it is about, `text` follows.

    Of a section `start` is where the passage begins in the document, in characters, and it stands from `first_line` to
    `last_line`; `pointer` is a JSON Pointer into the OpenAPI document.
    """

    heading: str
    text: str
    start: int | None = None
    first_line: int | None = None
    last_line: int | None = None
    pointer: str | None = None


def passages(item: ApiContent | TableContent | SectionContent) -> list[Passage]:
    """Return an item's passages in order; what lies behind the 40th is left out."""
    if isinstance(item, SectionContent):
        return _of_section(item)
    heading = item.key if isinstance(item, ApiContent) else f"Table {item.name}"
    pointer = _pointer(item) if isinstance(item, ApiContent) else None
    text = "\n".join(_api_lines(item) if isinstance(item, ApiContent) else _table_lines(item)) or item.key
    return [Passage(heading, piece.strip(), pointer=pointer) for _, piece in _pieces(text)]


def _of_section(item: SectionContent) -> list[Passage]:
    heading = " > ".join((item.document, *item.headings))
    found: list[Passage] = []
    for offset, piece in _pieces(item.text):
        text = piece.strip()
        begin = offset + piece.index(text)
        first = None if item.line is None else item.line + item.text.count("\n", 0, begin)
        last = None if first is None else first + text.count("\n")
        found.append(Passage(heading, text, item.start + begin, first, last))
    return found


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield where a piece begins, and the piece; none is empty, and each ends where a reader would pause."""
    start = made = 0
    while start < len(text) and made < MAX_PASSAGES:
        end = start + LONGEST
        if end < len(text):
            cuts = (text.rfind(cut, start + LONGEST // 2, end) + len(cut) for cut in _CUTS)
            end = next((cut for cut in cuts if cut > start + LONGEST // 2), end)
        if text[start:end].strip():
            made += 1
            yield start, text[start:end]
        start = end


def _pointer(item: ApiContent) -> str:
    path = item.path.replace("~", "~0").replace("/", "~1")
    return f"/paths/{path}/{item.method.lower()}"


def _api_lines(item: ApiContent) -> Iterator[str]:
    yield from filter(None, (item.summary, item.description, ", ".join(item.tags)))
    for each in item.parameters:
        needed = "required " if each.required else ""
        yield f"{needed}{each.location} parameter {each.name}: {each.description or each.shape.get('type', '')}"
    for body in item.bodies:
        yield f"body {_fields(body)}"
    for answer in item.responses:
        yield f"answers {answer.status}: {answer.description} {'; '.join(map(_fields, answer.bodies))}".rstrip()


def _fields(body: ApiBody) -> str:
    return f"{body.media_type} with {', '.join(_names(body.shape, _DEEPEST))}"


def _names(shape: Mapping[str, Any], depth: int) -> Iterator[str]:
    """Yield the names of a schema's properties, those within before what follows."""
    properties = shape.get("properties")
    if isinstance(properties, dict) and depth:
        for name, inner in cast("dict[str, Any]", properties).items():
            yield name
            if isinstance(inner, dict):
                yield from _names(cast("dict[str, Any]", inner), depth - 1)
    items = shape.get("items")
    if isinstance(items, dict) and depth:
        yield from _names(cast("dict[str, Any]", items), depth - 1)


def _table_lines(item: TableContent) -> Iterator[str]:
    if item.description:
        yield item.description
    yield from map(_column, item.columns)
    if item.primary_key:
        yield f"primary key {', '.join(item.primary_key)}"
    for each in item.relations:
        yield f"{', '.join(each.columns)} refers to {each.table} {', '.join(each.references)}".rstrip()


def _column(column: TableColumn) -> str:
    described = f": {column.description}" if column.description else ""
    return f"{column.name} {column.type}{described}"

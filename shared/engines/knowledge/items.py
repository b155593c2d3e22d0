"""The items of a knowledge base: an API, a table, a section of a text; each knows its key among its kind."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, TypeAdapter
from pydantic_core import to_json

from shared.model import FrozenModel

MAX_ITEM_BYTES = 100_000

Name = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Text = Annotated[str, StringConstraints(max_length=20_000)]
Method = Annotated[str, StringConstraints(pattern=r"^(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE)$")]
ApiPath = Annotated[str, StringConstraints(pattern=r"^/", max_length=1_000)]


class ItemKind(StrEnum):
    """What an item is; in paths it stands in the plural."""

    API = "apis"
    TABLE = "tables"
    SECTION = "sections"


class ApiParameter(FrozenModel):
    """A parameter by where it is given: `path`, `query`, `header` or `cookie`; `shape` is a JSON Schema."""

    name: Name
    location: Literal["path", "query", "header", "cookie"]
    required: bool = False
    description: Text = ""
    shape: dict[str, Any] = Field(default_factory=dict[str, Any])


class ApiBody(FrozenModel):
    """What is sent or answered in one media type; `shape` is a JSON Schema."""

    media_type: Name
    shape: dict[str, Any] = Field(default_factory=dict[str, Any])


class ApiResponse(FrozenModel):
    """What is answered with one status: three digits, `4XX`, or `default`."""

    status: Annotated[str, StringConstraints(pattern=r"^([1-5][0-9X]{2}|default)$")]
    description: Text = ""
    bodies: tuple[ApiBody, ...] = ()


class ApiContent(FrozenModel):
    """One operation of an API; `security` names alternatives of schemes that all must be met."""

    kind: Literal[ItemKind.API] = ItemKind.API
    method: Method
    path: ApiPath
    summary: Text = ""
    description: Text = ""
    tags: tuple[Name, ...] = ()
    parameters: tuple[ApiParameter, ...] = ()
    bodies: tuple[ApiBody, ...] = ()
    responses: tuple[ApiResponse, ...] = ()
    security: tuple[tuple[str, ...], ...] = ()

    @property
    def key(self) -> str:
        """The method and the path."""
        return f"{self.method} {self.path}"


class TableColumn(FrozenModel):
    """A column, with its type as the dialect writes it."""

    name: Name
    type: Annotated[str, StringConstraints(max_length=200)] = ""
    nullable: bool = True
    default: Annotated[str, StringConstraints(max_length=1_000)] | None = None
    description: Text = ""


class TableRelation(FrozenModel):
    """A foreign key: these columns name rows of another table."""

    columns: tuple[Name, ...]
    table: Name
    references: tuple[Name, ...] = ()


class TableContent(FrozenModel):
    """A table; `unique` lists keys other than the primary one."""

    kind: Literal[ItemKind.TABLE] = ItemKind.TABLE
    name: Name
    description: Text = ""
    columns: tuple[TableColumn, ...] = ()
    primary_key: tuple[Name, ...] = ()
    unique: tuple[tuple[Name, ...], ...] = ()
    relations: tuple[TableRelation, ...] = ()

    @property
    def key(self) -> str:
        """The name."""
        return self.name


class SectionContent(FrozenModel):
    """A section of a text: its headings from the outermost, and what stands below the last of them.

    `position` counts sections of one document with the same headings, from 1; `start` is where the text begins in the
    document, in characters, and `line` in which line that is, from 1; None where nobody counted.
    """

    kind: Literal[ItemKind.SECTION] = ItemKind.SECTION
    document: Name
    headings: tuple[Annotated[str, StringConstraints(max_length=300)], ...] = ()
    position: int = 1
    start: int = 0
    line: int | None = None
    text: Text

    @property
    def key(self) -> str:
        """The document's name, the headings, and the position if it is not the first."""
        path = " > ".join((self.document, *self.headings))
        return path if self.position == 1 else f"{path} ({self.position})"


Content = Annotated[ApiContent | TableContent | SectionContent, Field(discriminator="kind")]
CONTENTS: TypeAdapter[ApiContent | TableContent | SectionContent] = TypeAdapter(Content)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that could not be taken: where it stands in the file, and why."""

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a file gave: items, the last of each key, and what failed."""

    items: Sequence[ApiContent | TableContent | SectionContent]
    problems: Sequence[Problem]


def item_id(kind: ItemKind, key: str) -> str:
    """Return the id by which an item of a kind is known in every version."""
    return hashlib.sha256(f"{kind}\0{key}".encode()).hexdigest()[:24]


def packed(content: ApiContent | TableContent | SectionContent) -> str:
    """Return an item as canonical JSON: equal items are equal texts."""
    return to_json(content.model_dump(by_alias=True), inf_nan_mode="null").decode()


def unpacked(text: str) -> ApiContent | TableContent | SectionContent:
    """Return the item of a packed text."""
    return CONTENTS.validate_json(text, by_alias=True)


def unique(items: Sequence[ApiContent | TableContent | SectionContent], problems: list[Problem]) -> Extracted:
    """Return items once for each key, and a problem for each that is repeated or too large."""
    kept: dict[str, ApiContent | TableContent | SectionContent] = {}
    for item in items:
        try:
            size = len(packed(item).encode())
        except ValueError:
            problems.append(Problem(item.key, "it holds text that is no Unicode"))
            continue
        if size > MAX_ITEM_BYTES:
            problems.append(Problem(item.key, f"it takes more than {MAX_ITEM_BYTES} bytes"))
        elif item.key in kept:
            problems.append(Problem(item.key, "it is given twice; the first counts"))
        else:
            kept[item.key] = item
    return Extracted(tuple(kept.values()), tuple(Problem(plain(each.where), plain(each.message)) for each in problems))


def plain(text: str) -> str:
    """Return a text as one line of at most 300 characters, what is no Unicode replaced."""
    return " ".join(text.encode("utf-8", "replace").decode().replace("\0", " ").split())[:300]

"""The document store as a port: conditional writes, all or nothing, and queries that declare their shape.

Paths are absolute (`tenants/T/questions/Q`) here; only `UnitOfWork` and its platform twin build them.
Values are what JSON holds, plus UTC datetimes, bytes and vectors. A document's version is opaque and changes with every
write that changes something.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

Data = Mapping[str, Any]

MAX_COMMIT_BYTES = 9 * 1024 * 1024
MAX_DOCUMENT_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was read."""

    path: str
    data: Data
    version: str


@dataclass(frozen=True, slots=True)
class Create:
    """Write a document that must not exist."""

    path: str
    data: Data


@dataclass(frozen=True, slots=True)
class Update:
    """Replace a document that must still be at `version`."""

    path: str
    data: Data
    version: str


@dataclass(frozen=True, slots=True)
class Delete:
    """Delete a document; with a version it must still be at it, without one it may be gone."""

    path: str
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """Demand that a document is still at `version`, and change nothing."""

    path: str
    version: str


@dataclass(frozen=True, slots=True)
class Increment:
    """Add to numeric fields and set others, creating the document where it is missing."""

    path: str
    amounts: Mapping[str, int]
    values: Data = field(default_factory=dict[str, Any])


Write = Create | Update | Delete | Hold | Increment


class Operator(StrEnum):
    """What a filter compares with."""

    EQUAL = "=="
    LESS = "<"
    LESS_OR_EQUAL = "<="
    GREATER = ">"
    GREATER_OR_EQUAL = ">="
    IN = "in"
    CONTAINS = "array-contains"
    CONTAINS_ANY = "array-contains-any"


@dataclass(frozen=True, slots=True)
class Filter:
    """One comparison of a field."""

    field: str
    operator: Operator
    value: Any


@dataclass(frozen=True, slots=True)
class Order:
    """One sort key."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class StoreQuery:
    """A query over one collection (`tenants/T/questions`), or over every collection of one name (`group=True`).

    Results are ordered by `orders`, then by path in the last order's direction; `after` continues behind the
    given sort values followed by a path. `only` names the fields to return; all where it is empty. With `at` the
    documents are those of a `moment`.
    """

    collection: str
    filters: tuple[Filter, ...] = ()
    orders: tuple[Order, ...] = ()
    limit: int | None = None
    after: tuple[Any, ...] | None = None
    group: bool = False
    only: tuple[str, ...] = ()
    at: str | None = None


class Vector(tuple[float, ...]):
    """A point that others are near to or far from, as a value of a document; it has at most 2,048 dimensions."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A document near to what was asked for; `distance` is 0 for the same direction, 1 for none in common, at most 2.

    The document comes without its vector.
    """

    document: Document
    distance: float


class WriteConflict(Exception):
    """A precondition failed: somebody else wrote first. Run again from the read."""


class AmbiguousCommit(Exception):
    """The commit may or may not have happened; its receipt tells."""


class MomentGone(Exception):
    """The store no longer knows what its documents were at a moment."""


class CommitTooLarge(Exception):
    """A document or the whole commit is over the store's limits; nothing was written."""


class DocumentStore(Protocol):
    """Read and write documents. Implemented by `adapters.firestore` and `adapters.memory`."""

    async def get_many(self, paths: Sequence[str]) -> dict[str, Document]:
        """Return the documents that exist, by path, in one round trip."""
        ...

    async def query(self, query: StoreQuery) -> list[Document]:
        """Return the matching documents in order."""
        ...

    async def count(self, query: StoreQuery) -> int:
        """Return how many documents match, ignoring `limit` and `after`."""
        ...

    async def nearest(self, query: StoreQuery, field: str, to: Vector) -> list[Neighbour]:
        """Return the documents whose vector in a field is nearest by its angle, nearest first.

        The query has a limit, at most 1,000, filters by equality alone, and neither order nor cursor. Documents
        without a vector of as many dimensions are not found.
        """
        ...

    async def moment(self) -> str:
        """Return the present as a query's `at` names it, for an hour at least in Firestore, later MomentGone."""
        ...

    async def collections(self, parent: str, *, at: str | None = None) -> list[str]:
        """Return the names of the collections below a document that hold any, in order; the document may be missing.

        `at` is a moment, as in a query; MomentGone where it is past.
        """
        ...

    async def commit(self, writes: Sequence[Write]) -> dict[str, str]:
        """Apply all writes or none; return the new version of each document written, by path.

        Raise WriteConflict, AmbiguousCommit or CommitTooLarge; DependencyUnavailable when nothing was sent.
        """
        ...

    async def close(self) -> None:
        """Release the connections."""
        ...

"""One handler call, one unit of work: plain reads, buffered writes, one conditional commit.

A `UnitOfWork` prefixes its tenant's path itself, so no handler ever writes a tenant id. Whatever is written after being
read carries the version that was read; a conflict re-runs the handler from the start (`run_unit`), which is why
handlers that use one do no I/O of their own.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar, cast

from shared.data.store import (
    AmbiguousCommit,
    CommitTooLarge,
    Create,
    Data,
    Delete,
    Document,
    DocumentStore,
    Hold,
    Increment,
    Neighbour,
    StoreQuery,
    Update,
    Vector,
    Write,
    WriteConflict,
)
from shared.errors import Aborted, DependencyUnavailable, InternalError, PayloadTooLarge
from shared.events.envelope import Envelope
from shared.events.event import Event
from shared.events.outbox import OutboxDocument, OutboxScope, Outgoing, outbox_documents, outgoing
from shared.ids import IdSequence

MAX_TRIES = 8
_BACKOFF_BASE = 0.05
_BACKOFF_CAP = 1.0


class GlobalReads:
    """Read documents outside tenants: `users/…`, `reservations/…`, `counters/…`, `platform/…`. By id only."""

    _ROOTS = frozenset({"users", "reservations", "counters", "platform"})

    def __init__(self, work: "Reads") -> None:
        self._work = work

    async def get(self, path: str) -> Document | None:
        """Return a document or None."""
        return await self._work.read_absolute(self.checked(path))

    def checked(self, path: str) -> str:
        """Return the path if its root is one of the global ones."""
        if path.partition("/")[0] not in self._ROOTS:
            raise InternalError(f"{path!r} is not a global document")
        return path


class GlobalDocuments(GlobalReads):
    """Create and update documents outside tenants, in the same commit as a tenant's."""

    def __init__(self, work: "UnitOfWork") -> None:
        super().__init__(work)
        self._unit = work

    def create(self, path: str, data: Data) -> None:
        """Write a document that must not exist."""
        self._unit.write_absolute(Create(self.checked(path), data))

    def update(self, document: Document, data: Data) -> None:
        """Replace a document that was read."""
        self._unit.write_absolute(Update(self.checked(document.path), data, document.version))

    def delete(self, document: Document) -> None:
        """Delete a document that was read."""
        self._unit.write_absolute(Delete(self.checked(document.path), document.version))


class Reads:
    """The read-only face of a unit of work. Paths are relative to the tenant."""

    def __init__(self, store: DocumentStore, tenant_id: str | None) -> None:
        self._store = store
        self._tenant_id: str | None = tenant_id
        self._seen: dict[str, Document | None] = {}

    @property
    def tenant_id(self) -> str:
        """The tenant whose documents these are."""
        if self._tenant_id is None:
            raise InternalError("this function works without a tenant")
        return self._tenant_id

    def enter_tenant(self, tenant_id: str) -> None:
        """Name the tenant of a unit that began without one (sign-up, redeeming a link)."""
        if self._tenant_id is not None and self._tenant_id != tenant_id:
            raise InternalError("a unit of work stays in its tenant")
        self._tenant_id = tenant_id

    @property
    def global_documents(self) -> GlobalReads:
        """Documents outside tenants."""
        return GlobalReads(self)

    def absolute(self, path: str) -> str:
        """Return the store's path for a path in the tenant."""
        return f"tenants/{self.tenant_id}/{path}"

    async def get(self, path: str) -> Document | None:
        """Return a document of the tenant or None; read once per unit."""
        return await self.read_absolute(self.absolute(path))

    async def get_many(self, paths: Sequence[str]) -> list[Document | None]:
        """Return documents of the tenant in the given order, None where missing; one round trip."""
        absolute = [self.absolute(path) for path in paths]
        await self.prefetch(absolute)
        return [self._seen[path] for path in absolute]

    async def query(self, query: StoreQuery) -> list[Document]:
        """Run a query over one of the tenant's collections."""
        documents = await self._store.query(replace(query, collection=self.absolute(query.collection)))
        # What was read first is what a decision may rest on already: its version is the one to hold on to.
        for document in documents if not query.only else ():
            self._seen.setdefault(document.path, document)
        return documents

    async def count(self, query: StoreQuery) -> int:
        """Count what a query over one of the tenant's collections matches."""
        return await self._store.count(replace(query, collection=self.absolute(query.collection)))

    async def nearest(self, query: StoreQuery, field: str, to: Vector) -> list[Neighbour]:
        """Return what is nearest to a vector in one of the tenant's collections, nearest first."""
        return await self._store.nearest(replace(query, collection=self.absolute(query.collection)), field, to)

    async def prefetch(self, paths: Iterable[str]) -> None:
        """Read absolute paths that were not read yet, in one round trip."""
        missing = [path for path in dict.fromkeys(paths) if path not in self._seen]
        if missing:
            found = await self._store.get_many(missing)
            for path in missing:
                self._seen[path] = found.get(path)

    async def read_absolute(self, path: str) -> Document | None:
        """Return a document by its absolute path or None. For the runtime; handlers use `get`."""
        await self.prefetch([path])
        return self._seen[path]


class UnitOfWork(Reads):
    """Buffer writes and events, and commit them at once.

    There is no read-your-writes, and a document is written once per unit; breaking either is a programming error.
    """

    def __init__(self, store: DocumentStore, tenant_id: str | None, scope: OutboxScope, ids: IdSequence) -> None:
        super().__init__(store, tenant_id)
        self._scope = scope
        self._ids = ids
        self._writes: dict[str, Write] = {}
        self._events: list[Outgoing] = []
        self._outbox: list[OutboxDocument] = []
        self._committed: dict[str, str] = {}
        self.commit_id = ids.next()
        self.subjects: dict[str, str] = {}

    @property
    def global_documents(self) -> GlobalDocuments:
        """Documents outside tenants, writable."""
        return GlobalDocuments(self)

    @property
    def now(self) -> datetime:
        """The call's frozen time."""
        return self._scope.now

    @property
    def in_tenant(self) -> bool:
        """Whether the unit belongs to a tenant."""
        return self._tenant_id is not None

    def about(self, **subjects: str) -> None:
        """Name what this change is about, for the audit entry, beyond the ids in the path."""
        self.subjects.update(subjects)

    def new_id(self) -> str:
        """Return the next identifier of this call; a re-run gets the same ones."""
        return self._ids.next()

    def create(self, path: str, data: Data) -> None:
        """Write a document of the tenant that must not exist."""
        self.write_absolute(Create(self.absolute(path), {**data, "tenantId": self.tenant_id}))

    def update(self, path: str, data: Data) -> None:
        """Replace a document of the tenant that was read in this unit."""
        document = self._read_before(path)
        self.write_absolute(Update(document.path, {**data, "tenantId": self.tenant_id}, document.version))

    def delete(self, path: str) -> None:
        """Delete a document of the tenant that was read in this unit."""
        document = self._read_before(path)
        self.write_absolute(Delete(document.path, document.version))

    def hold(self, path: str) -> None:
        """Demand that a document read in this unit has not changed when the unit commits."""
        document = self._read_before(path)
        if document.path not in self._writes:
            self.write_absolute(Hold(document.path, document.version))

    def increment(self, path: str, amounts: dict[str, int], values: Data | None = None) -> None:
        """Add to counters without reading them."""
        absolute = self.absolute(path)
        self.write_absolute(Increment(absolute, amounts, {**(values or {}), "tenantId": self.tenant_id}))

    def emit(self, event: Event, *, at: datetime | None = None, to: str | None = None) -> None:
        """Send an event when this unit commits, or once `at` has come; `to` is another partition than the unit's."""
        partition = self.tenant_id if to is None else to
        self._events.append(outgoing(event, id=self._ids.next(), tenant_id=partition, scope=self._scope, at=at))

    def resend(self, envelope: Envelope, *, at: datetime | None = None) -> None:
        """Send an event that was sent before again, under its own id: only who has not handled it will."""
        self._events.append(Outgoing(envelope, at))

    @property
    def dirty(self) -> bool:
        """Whether there is anything to commit."""
        return bool(self._writes or self._events)

    @property
    def changed(self) -> bool:
        """Whether anything but holds would be written."""
        return bool(self._events) or any(not isinstance(write, Hold) for write in self._writes.values())

    def changes(self) -> list[tuple[str, Data | None, Data | None]]:
        """Return each document that would be written, by its path in the tenant: as it was and as it will be.

        A counter that is only added to is not read before, so it is not among them.
        """
        prefix = f"tenants/{self._tenant_id}/"
        found: list[tuple[str, Data | None, Data | None]] = []
        for write in self._writes.values():
            if isinstance(write, Create | Update | Delete):
                before = None if isinstance(write, Create) else self._seen.get(write.path)
                after = None if isinstance(write, Delete) else write.data
                found.append((write.path.removeprefix(prefix), before.data if before else None, after))
        return found

    def write_absolute(self, write: Write) -> None:
        """Buffer one write. For the runtime; handlers use the words above."""
        earlier = self._writes.get(write.path)
        if earlier is not None and not isinstance(earlier, Hold):
            raise InternalError(f"{write.path} is written twice in one unit of work")
        self._writes[write.path] = write

    def version(self, path: str) -> str | None:
        """Return the newest known version of a document of the tenant: as committed, or as read."""
        absolute = self.absolute(path)
        seen = self._seen.get(absolute)
        return self._committed.get(absolute) or (seen.version if seen else None)

    async def commit(self) -> None:
        """Write everything at once."""
        if not self.dirty:
            return
        writes = [self._with_receipt(write) for write in self._writes.values()]
        if self._events:
            self._outbox = list(outbox_documents(self.commit_id, self._events, self._scope.now))
            writes += [Create(document.path, document.data) for document in self._outbox]
        self._committed = await self._store.commit(writes)

    @property
    def to_publish(self) -> list[OutboxDocument]:
        """The outbox documents of this commit that are to be published directly."""
        return [document for document in self._outbox if document.direct]

    @property
    def has_receipt(self) -> bool:
        """Whether a commit of this unit could be recognised; one that only counts or deletes can't."""
        return any(isinstance(write, Create | Update) for write in self._writes.values())

    async def was_committed(self) -> bool:
        """Tell, after an ambiguous failure, whether the commit happened, by its receipts.

        The outbox documents don't count: they are gone as soon as they are published.
        """
        paths = [write.path for write in self._writes.values() if isinstance(write, Create | Update)]
        found = await self._store.get_many(paths)
        return any(document.data.get("commitId") == self.commit_id for document in found.values())

    def _with_receipt(self, write: Write) -> Write:
        if isinstance(write, Create | Update):
            return replace(write, data={**write.data, "commitId": self.commit_id})
        return write

    def _read_before(self, path: str) -> Document:
        document = self._seen.get(self.absolute(path))
        if document is None:
            raise InternalError(f"{path} must be read before it is written")
        return document


T = TypeVar("T")


async def run_unit(
    begin: Callable[[], UnitOfWork],
    step: Callable[[UnitOfWork], Awaitable[T]],
    *,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> tuple[T, UnitOfWork]:
    """Run `step` on a fresh unit and commit it, again from the start after a lost race, at most 8 times.

    `begin` must return units with the same identifiers, so that an ambiguous commit is recognised by its receipt.
    Raise Aborted when races go on being lost, DependencyUnavailable when the store stays away.
    """
    last: Exception | None = None
    uncertain: UnitOfWork | None = None
    outcome: T | None = None
    for attempt in range(MAX_TRIES):
        if attempt:
            ceiling = min(_BACKOFF_CAP, _BACKOFF_BASE * 2 ** (attempt - 1))
            await sleep(random.uniform(0, ceiling))  # noqa: S311 (jitter, not a secret)
        # A commit whose answer was lost may land late: look for its receipt before each further try.
        if uncertain is not None and await uncertain.was_committed():
            return cast(T, outcome), uncertain
        work = begin()
        result = await step(work)
        try:
            await work.commit()
        except WriteConflict as conflict:
            last = conflict
        except AmbiguousCommit as ambiguous:
            last = ambiguous
            uncertain, outcome = work, result
            if not work.has_receipt:
                break
        except CommitTooLarge as too_large:
            raise PayloadTooLarge("this is more than one document can hold; make it smaller") from too_large
        else:
            return result, work
    if uncertain is not None and await uncertain.was_committed():
        return cast(T, outcome), uncertain
    if isinstance(last, AmbiguousCommit):
        raise DependencyUnavailable("the document store does not answer; try again") from last
    raise Aborted("others keep changing the same thing; try again") from last

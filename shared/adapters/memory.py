"""Documents in memory, with Firestore's semantics: for the embedded backend and the fast tests."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from shared.adapters.memory_nearest import neighbours
from shared.adapters.memory_query import matching, selected
from shared.adapters.query_plan import plan, plan_nearest
from shared.adapters.values import checked_path, checked_vector, checked_writes, copied
from shared.data.store import (
    Create,
    Delete,
    Document,
    Hold,
    Increment,
    MomentGone,
    Neighbour,
    StoreQuery,
    Update,
    Vector,
    Write,
    WriteConflict,
)

Raisable = Exception | type[Exception]
Listener = Callable[[Document], Awaitable[None]]
_INT64_MAX = 2**63 - 1
_MAX_MOMENTS = 16
_log = logging.getLogger(__name__)


class MemoryStore:
    """Documents in one process; `reads` and `commits` count calls.

    Every call gives way to other tasks first, as a network call would, so that races happen here too.
    """

    def __init__(self) -> None:
        self.reads = 0
        self.commits = 0
        self._collections: dict[str, dict[str, Document]] = {}
        self._moments: dict[str, dict[str, dict[str, Document]]] = {}
        self._ticks = 0
        self._read_failures: list[Raisable] = []
        self._commit_failures: list[tuple[Raisable, bool]] = []
        self._listeners: list[tuple[re.Pattern[str], Listener]] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def get_many(self, paths: Sequence[str]) -> dict[str, Document]:
        """Return the documents that exist, by path, in one round trip."""
        wanted = [checked_path(path) for path in dict.fromkeys(paths)]
        if not wanted:
            return {}
        await self._begin_read()
        found = (self._find(path) for path in wanted)
        return {document.path: _copy(document) for document in found if document}

    async def query(self, query: StoreQuery) -> list[Document]:
        """Return the matching documents in order."""
        planned = plan(query)
        if planned.empty:
            return []
        await self._begin_read()
        return [_copy(document) for document in selected(planned, self._as_of(query.at))]

    async def count(self, query: StoreQuery) -> int:
        """Return how many documents match, ignoring `limit` and `after`."""
        planned = plan(replace(query, limit=None, after=None))
        if planned.empty:
            return 0
        await self._begin_read()
        return sum(1 for _ in matching(planned, self._collections))

    async def nearest(self, query: StoreQuery, field: str, to: Vector) -> list[Neighbour]:
        """Return the documents whose vector in a field is nearest by its angle, nearest first."""
        planned = plan_nearest(query, field)
        if planned.empty:
            return []
        await self._begin_read()
        found = neighbours(planned, self._collections, field, checked_vector(to))
        return [replace(each, document=_copy(each.document)) for each in found]

    async def moment(self) -> str:
        """Return the present as a query's `at` names it; the latest 16 are kept."""
        await self._begin_read()
        name = f"{self._ticks:020d}"
        self._moments[name] = {path: dict(documents) for path, documents in self._collections.items()}
        for old in list(self._moments)[:-_MAX_MOMENTS]:
            del self._moments[old]
        return name

    async def collections(self, parent: str, *, at: str | None = None) -> list[str]:
        """Return the names of the collections below a document that hold any, in order."""
        prefix = f"{checked_path(parent)}/"
        await self._begin_read()
        held = [
            path.removeprefix(prefix) for path, found in self._as_of(at).items() if found and path.startswith(prefix)
        ]
        return sorted({path.partition("/")[0] for path in held})

    async def commit(self, writes: Sequence[Write]) -> dict[str, str]:
        """Apply all writes or none; return the new version of each document written, by path."""
        if not writes:
            return {}
        checked = checked_writes(writes)
        self.commits += 1
        await asyncio.sleep(0)
        failure, applied = self._commit_failures.pop(0) if self._commit_failures else (None, True)
        if failure is not None and not applied:
            raise failure
        versions = self._apply(checked)
        if failure is not None:
            raise failure
        return versions

    async def close(self) -> None:
        """Stop the listeners still at work; the documents stay."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def on_create(self, pattern: str, listener: Listener) -> None:
        """Call the listener in a task of its own after a commit made a document like `tenants/{t}/outbox/{id}`."""
        expression = "/".join(
            "[^/]+" if segment.startswith("{") else re.escape(segment) for segment in pattern.split("/")
        )
        self._listeners.append((re.compile(expression), listener))

    async def settle(self) -> None:
        """Wait until every listener has returned, and those that their commits woke."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def fail_next_commit(self, error: Raisable, *, applied: bool = False) -> None:
        """Make one more of the coming commits fail, after it was applied or before."""
        self._commit_failures.append((error, applied))

    def fail_next_read(self, error: Raisable) -> None:
        """Make one more of the coming reads fail."""
        self._read_failures.append(error)

    async def _begin_read(self) -> None:
        self.reads += 1
        await asyncio.sleep(0)
        if self._read_failures:
            raise self._read_failures.pop(0)

    def _as_of(self, at: str | None) -> dict[str, dict[str, Document]]:
        if at is None:
            return self._collections
        if at not in self._moments:
            raise MomentGone(f"the moment {at} is past")
        return self._moments[at]

    def _find(self, path: str) -> Document | None:
        return self._collections.get(path.rpartition("/")[0], {}).get(path)

    def _apply(self, writes: Sequence[Write]) -> dict[str, str]:
        for write in writes:
            self._demand(write)
        self._ticks += 1
        version = f"{self._ticks:020d}"
        versions: dict[str, str] = {}
        created: list[Document] = []
        for write in writes:
            collection = write.path.rpartition("/")[0]
            documents = self._collections.setdefault(collection, {})
            before = documents.get(write.path)
            match write:
                case Hold():
                    continue
                case Delete():
                    documents.pop(write.path, None)
                    continue
                case Create(_, data) | Update(_, data):
                    after = data
                case Increment():
                    after = _incremented(before, write)
            # As in Firestore, a write that changes nothing makes no new version.
            if before is None or not _same(before.data, after):
                documents[write.path] = Document(write.path, after, version)
            versions[write.path] = documents[write.path].version
            if before is None:
                created.append(documents[write.path])
        for document in created:
            self._announce(document)
        return versions

    def _demand(self, write: Write) -> None:
        found = self._find(write.path)
        if isinstance(write, Create):
            if found is not None:
                raise WriteConflict(f"{write.path} exists")
        elif not isinstance(write, Increment) and write.version is not None:
            if found is None or found.version != write.version:
                raise WriteConflict(f"{write.path} is not at version {write.version}")

    def _announce(self, document: Document) -> None:
        for expression, listener in self._listeners:
            if expression.fullmatch(document.path):
                task = asyncio.get_running_loop().create_task(_listen(listener, _copy(document)))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)


async def _listen(listener: Listener, document: Document) -> None:
    try:
        await listener(document)
    except Exception:
        _log.exception("a listener failed on %s", document.path)


def _copy(document: Document) -> Document:
    return replace(document, data=copied(document.data))


def _incremented(before: Document | None, write: Increment) -> Mapping[str, Any]:
    data = {**(before.data if before else {}), **write.values}
    for field, amount in write.amounts.items():
        value = data.get(field)
        if isinstance(value, bool) or not isinstance(value, int | float):
            value = 0
        total = value + amount
        data[field] = min(max(total, -_INT64_MAX - 1), _INT64_MAX) if isinstance(total, int) else total
    return data


def _same(one: Any, other: Any) -> bool:
    # `1 == True == 1.0` in Python, but not in a document.
    return one == other and repr(_sorted(one)) == repr(_sorted(other))


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        items = cast("dict[str, Any]", value)
        return {key: _sorted(items[key]) for key in sorted(items)}
    return [_sorted(item) for item in cast("list[Any]", value)] if isinstance(value, list) else value

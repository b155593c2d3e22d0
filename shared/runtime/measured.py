"""The store, the sandbox and the way out, watched: each call of theirs is counted and traced at this one place."""

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from time import perf_counter
from urllib.parse import urlsplit

from shared.data.store import (
    AmbiguousCommit,
    Document,
    DocumentStore,
    Neighbour,
    StoreQuery,
    Vector,
    Write,
    WriteConflict,
)
from shared.errors import DependencyUnavailable
from shared.observability.logging import bound
from shared.observability.spans import Area, Attribute, Kind, span
from shared.ports.http_client import HttpClient, OutboundRequest, OutboundResponse, OutboundStream
from shared.ports.sandbox import Input, Limits, Outcome, Priority, Program, ProgramOutcome, Sandbox
from shared.runtime.service_metrics import ServiceMetrics


class MeasuredStore:
    """A document store whose calls are timed by kind and collection; a call about several counts for its first."""

    def __init__(self, store: DocumentStore, metrics: ServiceMetrics) -> None:
        self._store = store
        self._metrics = metrics

    async def get_many(self, paths: Sequence[str]) -> dict[str, Document]:
        """Return the documents that exist, by path, in one round trip."""
        async with self._timed("get", _collection_of(paths[0]) if paths else "none"):
            return await self._store.get_many(paths)

    async def query(self, query: StoreQuery) -> list[Document]:
        """Return the matching documents in order."""
        async with self._timed("query", _name(query)):
            return await self._store.query(query)

    async def count(self, query: StoreQuery) -> int:
        """Return how many documents match, ignoring `limit` and `after`."""
        async with self._timed("count", _name(query)):
            return await self._store.count(query)

    async def nearest(self, query: StoreQuery, field: str, to: Vector) -> list[Neighbour]:
        """Return the documents whose vector in a field is nearest by its angle, nearest first."""
        async with self._timed("nearest", _name(query)):
            return await self._store.nearest(query, field, to)

    async def moment(self) -> str:
        """Return the present as a query's `at` names it."""
        async with self._timed("moment", "none"):
            return await self._store.moment()

    async def collections(self, parent: str, *, at: str | None = None) -> list[str]:
        """Return the names of the collections below a document that hold any."""
        async with self._timed("collections", _collection_of(parent) if parent else "none"):
            return await self._store.collections(parent, at=at)

    async def commit(self, writes: Sequence[Write]) -> dict[str, str]:
        """Apply all writes or none; return the new version of each document written, by path."""
        collection = _collection_of(writes[0].path) if writes else "none"
        async with self._timed("commit", collection):
            try:
                return await self._store.commit(writes)
            except WriteConflict:
                self._metrics.note_conflict(collection)
                raise

    async def close(self) -> None:
        """Release the connections."""
        await self._store.close()

    @asynccontextmanager
    async def _timed(self, query_type: str, collection: str) -> AsyncGenerator[None]:
        began, failed = perf_counter(), False
        try:
            with span(
                Area.DATABASE, Kind.CLIENT, **{"db.operation.name": query_type, "db.collection.name": collection}
            ):
                yield
        except (DependencyUnavailable, AmbiguousCommit):
            failed = True
            raise
        finally:
            self._metrics.note_query(query_type, collection, perf_counter() - began, failed=failed)


class MeasuredSandbox:
    """A sandbox whose submissions are timed by language."""

    def __init__(self, sandbox: Sandbox, metrics: ServiceMetrics) -> None:
        self._sandbox = sandbox
        self._metrics = metrics

    async def probe(self) -> str | None:
        """Return None when programs can be run, otherwise one line saying why not."""
        return await self._sandbox.probe()

    async def languages(self) -> Mapping[str, str]:
        """Return the version of each language that really runs here; raise SandboxUnavailable."""
        return await self._sandbox.languages()

    async def run(
        self,
        program: Program,
        inputs: Sequence[Input],
        limits: Limits,
        *,
        priority: Priority = Priority.INTERACTIVE,
        on_outcome: Callable[[int, Outcome], None] | None = None,
    ) -> ProgramOutcome:
        """Compile once where needed, then run once per input; no execution can tell that there was another."""
        began = perf_counter()
        told: dict[str, Attribute] = {"ella.language": program.language.name, "ella.inputs": len(inputs)}
        with span(Area.EXECUTION, Kind.INTERNAL, **told):
            outcome = await self._sandbox.run(program, inputs, limits, priority=priority, on_outcome=on_outcome)
        seconds = perf_counter() - began
        self._metrics.note_execution(program.language.name, seconds, tenant_id=bound().get("tenantId"))
        return outcome

    async def close(self) -> None:
        """Wait for what is running and release the slots."""
        await self._sandbox.close()


class TracedHttpClient:
    """A way out whose calls are parts of the trace that causes them; no answer is an error in it."""

    def __init__(self, http: HttpClient) -> None:
        self._http = http

    async def send(self, request: OutboundRequest) -> OutboundResponse:
        """Return the answer, whatever its status."""
        with span(Area.EXTERNAL, Kind.CLIENT, **_told(request)) as attributes:
            response = await self._http.send(request)
            attributes["http.response.status_code"] = response.status
        return response

    @asynccontextmanager
    async def stream(self, request: OutboundRequest) -> AsyncGenerator[OutboundStream]:
        """Open a response whose body is read while it comes."""
        with span(Area.EXTERNAL, Kind.CLIENT, **_told(request)) as attributes:
            async with self._http.stream(request) as response:
                attributes["http.response.status_code"] = response.status
                yield response

    async def close(self) -> None:
        """Release the connections."""
        await self._http.close()


def _told(request: OutboundRequest) -> dict[str, Attribute]:
    # Paths and queries of other people's servers may hold secrets.
    host = urlsplit(request.url).hostname or ""
    return {"http.request.method": request.method, "server.address": host, "ella.service": request.service.value}


def _name(query: StoreQuery) -> str:
    return query.collection.rpartition("/")[2]


def _collection_of(path: str) -> str:
    return path.split("/")[-2]

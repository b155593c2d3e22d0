"""Firestore as a document store.

Speaks through the generated client of the official package: the friendlier layer above it has no public word for
holds or for cursors of absolute paths, and importing it costs the same.
"""

import asyncio
import os
import random
from collections.abc import Sequence
from typing import Any

import grpc.aio
from google.api_core import exceptions
from google.cloud.firestore_v1.services.firestore.async_client import FirestoreAsyncClient
from google.cloud.firestore_v1.services.firestore.transports.grpc_asyncio import (
    FirestoreGrpcAsyncIOTransport,
)
from google.cloud.firestore_v1.types import firestore as firestore_types

from shared.adapters.firestore_codec import (
    document_of,
    nearest_message,
    neighbour_of,
    query_message,
    stamp_of,
    version_of,
    write_message,
)
from shared.adapters.per_loop import PerLoop
from shared.adapters.query_plan import QueryPlan, plan, plan_nearest
from shared.adapters.values import checked_path, checked_vector, checked_writes
from shared.data.store import (
    MAX_COMMIT_BYTES,
    AmbiguousCommit,
    CommitTooLarge,
    Delete,
    Document,
    Hold,
    MomentGone,
    Neighbour,
    StoreQuery,
    Vector,
    Write,
    WriteConflict,
)
from shared.errors import DependencyUnavailable

# Poorly typed by its package; `Any` once instead of at every use.
_messages: Any = firestore_types
_TIMEOUT = 10.0
_READ_TRIES = 3
_READ_BACKOFF = 0.1
_OPTIONS = [
    ("grpc.keepalive_time_ms", 30_000),
    ("grpc.max_send_message_length", -1),
    ("grpc.max_receive_message_length", -1),
]
_AWAY = (
    exceptions.ServiceUnavailable,
    exceptions.DeadlineExceeded,
    exceptions.InternalServerError,
    exceptions.ResourceExhausted,
    exceptions.Cancelled,
    exceptions.Unknown,
)
_LOST = (exceptions.FailedPrecondition, exceptions.Conflict, exceptions.NotFound)


class FirestoreStore:
    """Documents in one Firestore database; `reads` and `commits` count calls."""

    def __init__(self, project: str) -> None:
        self.reads = 0
        self.commits = 0
        self._database = f"projects/{project}/databases/(default)"
        self._root = f"{self._database}/documents/"
        self._emulator = os.environ.get("FIRESTORE_EMULATOR_HOST")
        self._clients = PerLoop[Any](self._connect, lambda client: client.transport.close())
        self._metadata = [("google-cloud-resource-prefix", self._database)]
        if self._emulator:
            self._metadata.append(("authorization", "Bearer owner"))

    async def get_many(self, paths: Sequence[str]) -> dict[str, Document]:
        """Return the documents that exist, by path, in one round trip."""
        names = [self._root + checked_path(path) for path in dict.fromkeys(paths)]
        if not names:
            return {}
        request = _messages.BatchGetDocumentsRequest(database=self._database, documents=names)
        found = await self._read("batch_get_documents", request)
        documents = (document_of(answer.found, self._root) for answer in found if answer.HasField("found"))
        return {document.path: document for document in documents}

    async def query(self, query: StoreQuery) -> list[Document]:
        """Return the matching documents in order."""
        planned = plan(query)
        if planned.empty:
            return []
        request: Any = _messages.RunQueryRequest.pb()(
            parent=self._parent(planned), structured_query=query_message(planned, self._root)
        )
        if query.at is not None:
            request.read_time.CopyFrom(stamp_of(query.at))
        found = await self._read("run_query", _messages.RunQueryRequest.wrap(request))
        return [document_of(answer.document, self._root) for answer in found if answer.HasField("document")]

    async def count(self, query: StoreQuery) -> int:
        """Return how many documents match, ignoring `limit` and `after`."""
        planned = plan(StoreQuery(query.collection, query.filters, query.orders, group=query.group))
        if planned.empty:
            return 0
        request: Any = _messages.RunAggregationQueryRequest.pb()(parent=self._parent(planned))
        aggregation = request.structured_aggregation_query
        aggregation.structured_query.CopyFrom(query_message(planned, self._root))
        aggregation.aggregations.add(alias="count").count.SetInParent()
        wrapped = _messages.RunAggregationQueryRequest.wrap(request)
        found = await self._read("run_aggregation_query", wrapped)
        return sum(answer.result.aggregate_fields["count"].integer_value for answer in found)

    async def nearest(self, query: StoreQuery, field: str, to: Vector) -> list[Neighbour]:
        """Return the documents whose vector in a field is nearest by its angle, nearest first."""
        planned = plan_nearest(query, field)
        if planned.empty:
            return []
        message = nearest_message(planned, self._root, field, checked_vector(to))
        request: Any = _messages.RunQueryRequest.pb()(parent=self._parent(planned), structured_query=message)
        found = await self._read("run_query", _messages.RunQueryRequest.wrap(request))
        return [neighbour_of(answer.document, self._root, field) for answer in found if answer.HasField("document")]

    async def moment(self) -> str:
        """Return the present as a query's `at` names it."""
        request = _messages.BatchGetDocumentsRequest(
            database=self._database, documents=[f"{self._root}platform/moment"]
        )
        [answer] = await self._read("batch_get_documents", request)
        return version_of(answer.read_time)

    async def collections(self, parent: str, *, at: str | None = None) -> list[str]:
        """Return the names of the collections below a document that hold any, in order."""
        names: list[str] = []
        request: Any = _messages.ListCollectionIdsRequest.pb()(parent=self._root + checked_path(parent), page_size=300)
        if at is not None:
            request.read_time.CopyFrom(stamp_of(at))
        try:
            pages = await self._clients.get().list_collection_ids(
                _messages.ListCollectionIdsRequest.wrap(request), retry=None, timeout=_TIMEOUT, metadata=self._metadata
            )
            async for name in pages:
                names.append(name)
        except exceptions.GoogleAPICallError as error:
            raise _read_error(error) from error
        self.reads += 1
        return sorted(names)

    async def commit(self, writes: Sequence[Write]) -> dict[str, str]:
        """Apply all writes or none; return the new version of each document written, by path."""
        if not writes:
            return {}
        messages = [write_message(write, self._root) for write in checked_writes(writes)]
        request: Any = _messages.CommitRequest.pb()(database=self._database, writes=messages)
        if request.ByteSize() > MAX_COMMIT_BYTES:
            raise CommitTooLarge(f"the commit would take {request.ByteSize()} bytes")
        self.commits += 1
        wrapped = _messages.CommitRequest.wrap(request)
        try:
            answer = await self._clients.get().commit(wrapped, retry=None, timeout=_TIMEOUT, metadata=self._metadata)
        except exceptions.GoogleAPICallError as error:
            raise _commit_error(error) from error
        results: Any = _messages.CommitResponse.pb(answer).write_results
        return {
            write.path: version_of(result.update_time)
            for write, result in zip(writes, results, strict=True)
            if not isinstance(write, Delete | Hold)
        }

    async def close(self) -> None:
        """Close this loop's channel."""
        await self._clients.close()

    def _parent(self, query: QueryPlan) -> str:
        return (self._root + query.parent).rstrip("/")

    async def _read(
        self,
        method: str,
        request: Any,
    ) -> list[Any]:
        call = getattr(self._clients.get(), method)
        for attempt in range(1, _READ_TRIES + 1):
            self.reads += 1
            try:
                stream = await call(request, retry=None, timeout=_TIMEOUT, metadata=self._metadata)
                return [type(answer).pb(answer) async for answer in stream]
            except _AWAY as error:
                if attempt == _READ_TRIES or isinstance(error, exceptions.DeadlineExceeded):
                    raise DependencyUnavailable("the document store does not answer; try again") from error
                await asyncio.sleep(random.uniform(0, _READ_BACKOFF * attempt))  # noqa: S311 (jitter)
            except exceptions.GoogleAPICallError as error:
                raise _read_error(error) from error
        raise AssertionError("unreachable")

    def _connect(self) -> Any:
        channel: Any = (
            grpc.aio.insecure_channel(self._emulator, options=_OPTIONS)
            if self._emulator
            else FirestoreGrpcAsyncIOTransport.create_channel(options=_OPTIONS)
        )
        return FirestoreAsyncClient(transport=FirestoreGrpcAsyncIOTransport(channel=channel))


def _read_error(error: exceptions.GoogleAPICallError) -> Exception:
    said = str(error).lower()
    if isinstance(error, exceptions.FailedPrecondition | exceptions.InvalidArgument) and "read_time" in said:
        return MomentGone(str(error))
    if isinstance(error, _AWAY):
        return DependencyUnavailable("the document store does not answer; try again")
    return error


def _commit_error(error: exceptions.GoogleAPICallError) -> Exception:
    if isinstance(error, _LOST):
        return WriteConflict(str(error))
    said = str(error).lower()
    if isinstance(error, exceptions.ResourceExhausted | exceptions.InvalidArgument) and (
        "larger than" in said or "exceeds" in said or "too large" in said
    ):
        return CommitTooLarge(str(error))
    if isinstance(error, exceptions.ResourceExhausted):
        return DependencyUnavailable("the document store is over its quota; try again")
    if isinstance(error, _AWAY):
        return AmbiguousCommit(str(error))
    return error

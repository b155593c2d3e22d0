"""Documents across tenants, for the platform's own jobs. Only `functions/platform` and the runtime may import this."""

from collections.abc import Sequence
from dataclasses import replace

from shared.data.pagination import Page, PageRequest, cursor_after, cursor_for
from shared.data.query import QueryShape
from shared.data.store import Data, Delete, Document, DocumentStore, Filter, Increment, StoreQuery, Write
from shared.errors import InvalidInput

_SCOPE = "platform"
"""What cursors over several tenants are bound to, in a tenant's place."""


class PlatformDocuments:
    """Read and write by absolute path, whatever the tenant."""

    def __init__(self, store: DocumentStore) -> None:
        self._store = store

    async def get(self, path: str) -> Document | None:
        """Return a document or None."""
        return (await self._store.get_many([path])).get(path)

    async def get_many(self, paths: Sequence[str]) -> dict[str, Document | None]:
        """Return documents by path, None where missing; one round trip."""
        found = await self._store.get_many(paths)
        return {path: found.get(path) for path in paths}

    async def count(self, query: StoreQuery) -> int:
        """Count what a query matches."""
        return await self._store.count(query)

    async def query(self, query: StoreQuery) -> list[Document]:
        """Run a query, usually over a collection group."""
        return await self._store.query(query)

    async def page(self, shape: QueryShape, request: PageRequest, filters: Sequence[Filter]) -> Page[Document]:
        """Return one page of a declared listing over a collection group."""
        try:
            query = StoreQuery(shape.collection, tuple(filters), shape.orders(request.sort), group=True)
        except ValueError as error:
            raise InvalidInput(str(error), code="invalid_sort") from error
        asked = [[each.field, each.operator, each.value] for each in filters]
        scope = {"shape": shape.collection, "filters": asked, "sort": list(request.sort or ())}
        after = cursor_after(request.cursor, _SCOPE, scope) if request.cursor else None
        documents = await self.query(replace(query, limit=request.limit + 1, after=after))
        found, more = documents[: request.limit], len(documents) > request.limit
        next_cursor = None
        if more:
            values = [found[-1].data.get(order.field) for order in query.orders]
            next_cursor = cursor_for([*values, found[-1].path], _SCOPE, scope)
        return Page(found, next_cursor, await self.count(query) if request.count else None)

    async def delete(self, paths: Sequence[str]) -> None:
        """Delete documents; those gone already are fine."""
        await self._store.commit([Delete(path) for path in paths])

    async def increment(self, path: str, amounts: dict[str, int], values: Data) -> None:
        """Add to counters and set fields, creating the document where it is missing."""
        await self._store.commit([Increment(path, amounts, values)])

    async def commit(self, writes: Sequence[Write]) -> None:
        """Apply writes at once."""
        await self._store.commit(writes)

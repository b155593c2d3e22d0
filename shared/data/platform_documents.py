"""Documents across tenants, for the platform's own jobs. Only `functions/platform` and the runtime may import this."""

from collections.abc import Sequence

from shared.data.store import Data, Delete, Document, DocumentStore, Increment, StoreQuery, Write


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

    async def delete(self, paths: Sequence[str]) -> None:
        """Delete documents; those gone already are fine."""
        await self._store.commit([Delete(path) for path in paths])

    async def increment(self, path: str, amounts: dict[str, int], values: Data) -> None:
        """Add to counters and set fields, creating the document where it is missing."""
        await self._store.commit([Increment(path, amounts, values)])

    async def commit(self, writes: Sequence[Write]) -> None:
        """Apply writes at once."""
        await self._store.commit(writes)

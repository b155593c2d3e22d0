"""The search index as documents: one for each entry, with everything it is found by in one array.

An entry costs one write, and a search reads the entries that share a key with it; `docs/decisions` holds the numbers
against a document for each word.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.data.store import (
    AmbiguousCommit,
    Create,
    Delete,
    Document,
    DocumentStore,
    Filter,
    Operator,
    StoreQuery,
    Update,
    WriteConflict,
)
from shared.errors import DependencyUnavailable
from shared.ports.search import MAX_HITS, Analysis, SearchEntry, SearchHit

COLLECTION = "searchEntries"
PAGE = 250
MAX_READ = 2_000
SHOWN = ("id", "facets", "texts")
"""The keys are most of an entry, and nobody reads them."""
TRIES = 4


class DocumentSearch:
    """Entries of every tenant, each below its own path."""

    def __init__(self, store: DocumentStore, analysis: Analysis) -> None:
        self._store = store
        self._analysis = analysis

    async def put(self, tenant_id: str, entry: SearchEntry) -> None:
        """Store an entry, unless the one that is there is of a later time."""
        path = _path(tenant_id, entry.kind, entry.id)
        data = self._data(tenant_id, entry)
        for _ in range(TRIES):
            there = (await self._store.get_many([path])).get(path)
            if there is not None and (there.data["asOf"] > entry.as_of or _same(there.data, data)):
                return
            try:
                await self._store.commit([Update(path, data, there.version) if there else Create(path, data)])
            except (WriteConflict, AmbiguousCommit):
                continue
            return
        raise DependencyUnavailable("others keep changing this entry; try again")

    async def remove(self, tenant_id: str, kind: str, id: str) -> None:
        """Remove an entry; one that is gone already is fine."""
        try:
            await self._store.commit([Delete(_path(tenant_id, kind, id))])
        except AmbiguousCommit as error:
            raise DependencyUnavailable("the document store does not answer; try again") from error

    async def find(self, tenant_id: str, kind: str, text: str, facets: Mapping[str, str]) -> list[SearchHit]:
        """Return what matches every word and facet, best first."""
        query = self._analysis.words(text)
        if not query:
            return []
        probes = [f"{kind}:{probe}" for probe in self._analysis.probes(query)]
        hits: list[SearchHit] = []
        for document in await self._sharing(tenant_id, probes):
            score = self._analysis.score(query, _texts(document)) if _has(document, facets) else 0
            if score:
                hits.append(SearchHit(document.data["id"], score))
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))[:MAX_HITS]

    async def _sharing(self, tenant_id: str, probes: Sequence[str]) -> list[Document]:
        """Return the entries that have one of the keys, 2,000 at most."""
        collection = f"tenants/{tenant_id}/{COLLECTION}"
        anyone = (Filter("keys", Operator.CONTAINS_ANY, list(probes)),)
        found: list[Document] = []
        after: tuple[str] | None = None
        while len(found) < MAX_READ:
            page = await self._store.query(StoreQuery(collection, anyone, (), PAGE, after, only=SHOWN))
            found.extend(page)
            if len(page) < PAGE:
                break
            after = (page[-1].path,)
        return found

    def _data(self, tenant_id: str, entry: SearchEntry) -> dict[str, Any]:
        texts = [(text.weight, self._analysis.words(text.text)) for text in entry.texts]
        keys = self._analysis.keys([word for _, found in texts for word in found])
        return {
            "id": entry.id,
            "kind": entry.kind,
            "tenantId": tenant_id,
            "schemaVersion": 1,
            "asOf": entry.as_of,
            "facets": {name: _listed(value) for name, value in entry.facets.items()},
            "texts": [{"weight": weight, "words": " ".join(found)} for weight, found in texts],
            "keys": [f"{entry.kind}:{key}" for key in keys],
        }


def _path(tenant_id: str, kind: str, id: str) -> str:
    return f"tenants/{tenant_id}/{COLLECTION}/{kind}:{id}"


def _same(there: Mapping[str, Any], data: Mapping[str, Any]) -> bool:
    return all(there[name] == value for name, value in data.items())


def _listed(value: str | tuple[str, ...]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _has(document: Document, facets: Mapping[str, str]) -> bool:
    return all(value in document.data["facets"].get(name, ()) for name, value in facets.items())


def _texts(document: Document) -> list[tuple[int, list[str]]]:
    return [(text["weight"], text["words"].split()) for text in document.data["texts"]]

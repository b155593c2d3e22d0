"""Search: what people look for by words, kept apart from where it is stored, each tenant's by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

MAX_WEIGHT = 9
MAX_HITS = 1_000
"""How many matches are ranked; a query that matches more than that tells too little."""

Facets = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SearchText:
    """A text of something; a match in one of more weight, 1 to 9, ranks higher."""

    text: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """Something that can be found: its texts, what it can be filtered by, and the time its state is of."""

    kind: str
    id: str
    texts: Sequence[SearchText]
    as_of: datetime
    facets: Facets = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class SearchHit:
    """Something that matches; of two the one with the higher score fits better."""

    id: str
    score: int


class SearchIndex(Protocol):
    """Find entries of a tenant by words: each of a query's must be one of the entry's, begin one, or be one typo off.

    Case and accents make no difference. Implemented by `adapters.document_search`. Every method raises
    DependencyUnavailable when the index does not answer.
    """

    async def put(self, tenant_id: str, entry: SearchEntry) -> None:
        """Store an entry, unless the one that is there is of a later time."""
        ...

    async def remove(self, tenant_id: str, kind: str, id: str) -> None:
        """Remove an entry; one that is gone already is fine."""
        ...

    async def find(self, tenant_id: str, kind: str, text: str, facets: Mapping[str, str]) -> list[SearchHit]:
        """Return what matches every word and facet, best first, 1,000 at most; nothing for a text without words."""
        ...


class TenantSearch:
    """What can be found in one tenant."""

    def __init__(self, index: SearchIndex, tenant_id: str) -> None:
        self._index = index
        self._tenant_id = tenant_id

    async def find(self, kind: str, text: str, facets: Mapping[str, str | None]) -> list[SearchHit]:
        """Return what matches every word, and every facet that is not None, best first."""
        wanted = {name: value for name, value in facets.items() if value is not None}
        return await self._index.find(self._tenant_id, kind, text, wanted)


class TenantSearchIndex(TenantSearch):
    """The entries of one tenant, to keep up to date."""

    async def put(self, entry: SearchEntry) -> None:
        """Store an entry, unless the one that is there is of a later time."""
        await self._index.put(self._tenant_id, entry)

    async def remove(self, kind: str, id: str) -> None:
        """Remove an entry; one that is gone already is fine."""
        await self._index.remove(self._tenant_id, kind, id)


class Analysis(Protocol):
    """How texts become words, and words become what an index is asked for; `engines.search` holds it."""

    def words(self, text: str) -> list[str]:
        """Return a text's words, folded, in order, each once."""
        ...

    def keys(self, words_of_entry: Sequence[str]) -> list[str]:
        """Return what an entry with these words is found by."""
        ...

    def probes(self, query: Sequence[str]) -> list[str]:
        """Return what every entry that matches all words has at least one key of; 30 at most."""
        ...

    def score(self, query: Sequence[str], texts: Sequence[tuple[int, Sequence[str]]]) -> int:
        """Return how well texts, each a weight and its words, fit a query's words; 0 where a word is missing."""
        ...

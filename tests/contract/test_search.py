"""What the search index promises; one suite on both document stores."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from shared.adapters.document_search import DocumentSearch
from shared.adapters.memory import MemoryStore
from shared.data.store import DocumentStore, StoreQuery
from shared.engines.search import ANALYSIS
from shared.ports.search import SearchEntry, SearchIndex, SearchText

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture(params=["memory", "firestore"])
async def store(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, anyio_backend: str
) -> AsyncIterator[DocumentStore]:
    if request.param == "memory":
        made: DocumentStore = MemoryStore()
    else:
        from shared.adapters.firestore import FirestoreStore

        monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", request.getfixturevalue("emulators").firestore)
        made = FirestoreStore(f"demo-{uuid4().hex[:12]}")
    yield made
    await made.close()


@pytest.fixture
def index(store: DocumentStore) -> SearchIndex:
    return DocumentSearch(store, ANALYSIS)


def entry(id: str, title: str, text: str = "", *, kind: str = "question", at: datetime = NOW, **facets: str):
    return SearchEntry(kind, id, (SearchText(title, 9), SearchText(text)), at, facets)


async def ids(index: SearchIndex, text: str, *, tenant: str = "T", kind: str = "question", **facets: str) -> list[str]:
    return [hit.id for hit in await index.find(tenant, kind, text, facets)]


async def test_words_beginnings_and_typos_find_in_this_order(index: SearchIndex) -> None:
    await index.put("T", entry("typo", "Grpah colouring"))
    await index.put("T", entry("prefix", "Graphs"))
    await index.put("T", entry("text", "Something else", "about a graph"))
    await index.put("T", entry("title", "Graph"))
    await index.put("T", entry("none", "Trees"))
    assert await ids(index, "graph") == ["title", "text", "prefix", "typo"]
    assert await ids(index, "  GRÁPH! ") == ["title", "text", "prefix", "typo"]
    assert await ids(index, "gra") == ["prefix", "title", "text"]
    assert await ids(index, "graph colouring") == ["typo"]
    assert await ids(index, "~ --") == []


async def test_facets_narrow_and_may_have_several_values(index: SearchIndex) -> None:
    await index.put("T", SearchEntry("question", "a", (SearchText("Sum"),), NOW, {"language": ("python", "java")}))
    await index.put("T", SearchEntry("question", "b", (SearchText("Sum"),), NOW, {"language": ("go",)}))
    assert await ids(index, "sum", language="java") == ["a"]
    assert await ids(index, "sum", language="go") == ["b"]
    assert await ids(index, "sum", language="rust") == []
    assert await ids(index, "sum", colour="red") == []


async def test_neither_another_tenant_nor_another_kind_is_found(index: SearchIndex) -> None:
    await index.put("T", entry("mine", "Sum"))
    await index.put("U", entry("theirs", "Sum"))
    await index.put("T", entry("person", "Sum", kind="member"))
    assert await ids(index, "sum") == ["mine"]
    assert await ids(index, "sum", tenant="U") == ["theirs"]
    assert await ids(index, "sum", kind="member") == ["person"]


async def test_what_was_read_earlier_never_replaces_what_was_read_later(index: SearchIndex) -> None:
    await index.put("T", entry("q", "New", at=NOW + timedelta(seconds=1)))
    await index.put("T", entry("q", "Old", at=NOW))
    assert (await ids(index, "new"), await ids(index, "old")) == (["q"], [])
    await index.put("T", entry("q", "Newest", at=NOW + timedelta(seconds=2)))
    assert (await ids(index, "newest"), await ids(index, "old")) == (["q"], [])


async def test_what_is_removed_is_not_found(index: SearchIndex) -> None:
    await index.put("T", entry("q", "Sum"))
    await index.remove("T", "question", "q")
    await index.remove("T", "question", "q")
    assert await ids(index, "sum") == []


async def test_more_than_one_page_of_entries_is_ranked_as_a_whole(index: SearchIndex) -> None:
    for number in range(260):
        await index.put("T", entry(f"a{number:03}", "Other", "graph"))
    await index.put("T", entry("zzz", "Graph"))
    found = await ids(index, "graph")
    assert (len(found), found[0]) == (261, "zzz")


async def test_an_entry_is_one_document_written_once(store: DocumentStore, index: SearchIndex) -> None:
    for _ in range(3):
        await index.put("T", entry("q", "Sum", "of all numbers"))
    [document] = await store.query(StoreQuery("tenants/T/searchEntries"))
    assert document.data["tenantId"] == "T"
    assert store.commits == 1  # type: ignore[attr-defined]

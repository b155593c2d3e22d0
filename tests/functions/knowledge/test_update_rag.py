import pytest

from tests.fixtures.knowledge import GUIDE, counted, drafted_api, handbook, hits, imported, published, searchable
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio

PARKING = b"# Parking\nBehind the house.\n"


async def arrange(stage: Stage) -> Arranged:
    manager, path = await handbook(stage)
    await searchable(stage, manager, path)
    return Arranged(as_=manager, path=path)


async def changed(stage: Stage) -> tuple[SignedIn, dict[str, str]]:
    """Index a handbook, then publish it with another API."""
    manager, path = await handbook(stage)
    await searchable(stage, manager, path)
    await drafted_api(stage, manager, path, path="/parrots", summary="List the parrots")
    await published(stage, manager, path)
    return manager, path


async def test_only_what_changed_is_embedded_and_written_again(stage: Stage) -> None:
    manager, path = await changed(stage)
    await searchable(stage, manager, path, "update")  # the second slot takes in what the first has
    await drafted_api(stage, manager, path, path="/fish", summary="List the fish")
    await published(stage, manager, path)
    before = {chunk["id"]: chunk["commitId"] for chunk in await stage.documents("knowledgeChunks")}
    counting = counted(stage)
    ended = await searchable(stage, manager, path, "update")
    assert ended["result"] == {"version": 3, "chunks": 6, "embedded": 1}
    assert len(counting.texts) == 1
    assert counting.texts[0].startswith("GET /fish")
    after = {chunk["id"]: chunk["commitId"] for chunk in await stage.documents("knowledgeChunks")}
    assert sum(before.get(id) != commit for id, commit in after.items()) == 2  # the fish, and the parrots' slot


async def test_an_update_without_a_change_embeds_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    counting = counted(stage)
    ended = await searchable(stage, call.as_, dict(call.path), "update")
    assert (ended["result"]["embedded"], counting.texts) == (0, [])


@pytest.mark.thorough
async def test_a_section_that_moved_is_cited_where_it_is_now_but_not_embedded(stage: Stage) -> None:
    manager, path = await handbook(stage)
    await searchable(stage, manager, path)
    await imported(stage, manager, path, PARKING + GUIDE, "markdown", name="guide")
    await published(stage, manager, path)
    counting = counted(stage)
    await searchable(stage, manager, path, "update")
    assert [text.splitlines()[0] for text in counting.texts] == ["guide > Parking"]
    [hit] = await hits(stage, manager, path, "When do I get my money back?", k=1)
    assert (hit["citation"]["version"], hit["citation"]["firstLine"]) == (2, 4)


async def test_the_old_index_answers_until_the_new_one_is_complete(stage: Stage) -> None:
    manager, path = await changed(stage)
    await stage.call("update_rag", as_=manager, path=path)
    keys = [hit["citation"]["key"] for hit in await hits(stage, manager, path, "parrots", k=50)]
    assert len(keys) == 4
    assert "GET /parrots" not in keys
    await stage.settle()
    assert (await hits(stage, manager, path, "parrots", k=1))[0]["citation"]["key"] == "GET /parrots"


@pytest.mark.thorough
async def test_what_is_gone_is_found_no_more_and_in_the_end_not_stored(stage: Stage) -> None:
    manager, path = await changed(stage)
    await searchable(stage, manager, path, "update")
    listed = await stage.call("list_active_knowledge", as_=manager, path=path | {"kind": "apis"})
    [gone] = [item["id"] for item in listed.data if item["key"] == "GET /pets"]
    await stage.call("remove_knowledge_item", as_=manager, path=path | {"kind": "apis", "itemId": gone})
    await published(stage, manager, path)
    for step in ("update", "update"):
        await searchable(stage, manager, path, step)
        keys = [hit["citation"]["key"] for hit in await hits(stage, manager, path, "pets", k=50)]
        assert "GET /pets" not in keys
        assert len(keys) == 4
    assert len(await stage.documents("knowledgeChunks")) == 4


async def test_without_an_index_there_is_nothing_to_update(stage: Stage) -> None:
    manager, path = await handbook(stage)
    answer = await stage.call("update_rag", as_=manager, path=path)
    assert (answer.status, answer.error["code"]) == (409, "rag_not_built")

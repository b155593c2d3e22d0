from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.apps import app, key_pair
from tests.fixtures.knowledge import GUIDE, handbook, hits, searchable
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await handbook(stage)
    await searchable(stage, manager, path)
    return Arranged(as_=manager, path=path, query={"q": "When do I get my money back?"})


async def indexed(stage: Stage) -> tuple[SignedIn, dict[str, str]]:
    call = await arrange(stage)
    assert call.as_ is not None
    return call.as_, dict(call.path)


async def test_a_question_finds_the_passage_that_answers_it_and_where_it_stands(stage: Stage) -> None:
    manager, path = await indexed(stage)
    [best, *_] = await hits(stage, manager, path, "When do I get my money back?")
    assert best["text"] == "Money comes back within a week."
    assert best["heading"] == "guide > Refunds"
    cited = best["citation"]
    assert (cited["version"], cited["kind"], cited["document"]) == (1, "sections", "guide")
    assert GUIDE.decode().splitlines()[cited["firstLine"] - 1 : cited["lastLine"]] == [best["text"]]
    assert GUIDE.decode()[cited["start"] :].startswith(best["text"])
    assert 0.3 < best["score"] <= 1


async def test_an_api_is_cited_by_its_pointer_into_the_document(stage: Stage) -> None:
    manager, path = await indexed(stage)
    [hit] = await hits(stage, manager, path, "which animals are there", kind="apis")
    assert hit["citation"]["pointer"] == "/paths/~1pets/get"
    assert hit["citation"]["key"] == "GET /pets"
    assert hit["citation"]["document"] is None


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("filters", "kinds"),
    [
        ({}, ["apis", "sections", "sections", "tables"]),
        ({"kind": "tables"}, ["tables"]),
        ({"document": "guide"}, ["sections", "sections"]),
        ({"document": "guide", "kind": "sections"}, ["sections", "sections"]),
        ({"document": "another"}, []),
    ],
)
async def test_only_what_was_asked_for_is_found(stage: Stage, filters: dict[str, str], kinds: list[str]) -> None:
    manager, path = await indexed(stage)
    found = await hits(stage, manager, path, "pets", k=50, **filters)
    assert sorted(hit["citation"]["kind"] for hit in found) == kinds


async def test_an_api_of_a_document_is_refused(stage: Stage) -> None:
    manager, path = await indexed(stage)
    query: dict[str, Any] = {"q": "pets", "kind": "apis", "document": "guide"}
    assert (await stage.call("search_knowledge", as_=manager, path=path, query=query)).status == 400


async def test_agents_search_by_the_keys_of_their_app_and_no_other(stage: Stage) -> None:
    manager, path = await indexed(stage)
    pair = await key_pair(stage, manager.tenant_id, path["appId"])
    agent = SignedIn(pair["secretKey"], manager.tenant_id, "agent")
    assert len(await hits(stage, agent, path, "money", k=2)) == 2
    other = {"appId": await app(stage, manager, name="Another")}
    answer = await stage.call("search_knowledge", as_=agent, path=other, query={"q": "money"})
    assert answer.status == 404


async def test_another_tenant_finds_no_such_app(stage: Stage) -> None:
    _, path = await indexed(stage)
    stranger = await stage.member(Role.OWNER)
    assert (await stage.call("search_knowledge", as_=stranger, path=path, query={"q": "money"})).status == 404

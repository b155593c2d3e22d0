import pytest

from tests.fixtures.apps import app, key_pair
from tests.fixtures.knowledge import (
    active,
    drafted_api,
    knowledge,
    published,
)
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await knowledge(stage)
    for number in range(5):
        await drafted_api(stage, manager, path, path=f"/pets/{number}")
    await published(stage, manager, path)
    return Arranged(as_=manager, path=path | {"kind": "apis"}, query={"limit": 2, "count": "true"})


async def test_a_listing_stays_in_the_version_it_began_in(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    first = await stage.arranged("list_active_knowledge", call)
    assert first.body["meta"]["pagination"]["totalCount"] == 5
    await drafted_api(stage, call.as_, {"appId": call.path["appId"]}, path="/pets/3/name")
    await published(stage, call.as_, {"appId": call.path["appId"]})
    keys = [item["key"] for item in first.data]
    cursor = first.body["meta"]["pagination"]["nextCursor"]
    while cursor:
        page = await stage.call(
            "list_active_knowledge", as_=call.as_, path=call.path, query={"cursor": cursor, "limit": 2}
        )
        keys += [item["key"] for item in page.data]
        cursor = page.body["meta"]["pagination"].get("nextCursor")
    assert keys == [f"GET /pets/{number}" for number in range(5)]
    assert len(await active(stage, call.as_, {"appId": call.path["appId"]})) == 6


async def test_agents_read_what_is_active_by_the_keys_of_their_app(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    pair = await key_pair(stage, call.as_.tenant_id, call.path["appId"])
    agent = SignedIn(pair["secretKey"], call.as_.tenant_id, "agent")
    assert len(await active(stage, agent, {"appId": call.path["appId"]})) == 5


async def test_an_apps_key_reads_no_other_apps_knowledge(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    pair = await key_pair(stage, call.as_.tenant_id, await app(stage, call.as_))
    agent = SignedIn(pair["secretKey"], call.as_.tenant_id, "agent")
    answer = await stage.call("list_active_knowledge", as_=agent, path=call.path)
    assert (answer.status, answer.error["code"]) == (404, "app_not_found")

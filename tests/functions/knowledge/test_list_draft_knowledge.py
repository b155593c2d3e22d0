import pytest

from shared.auth.permissions import Permission
from tests.fixtures.knowledge import (
    drafted_api,
    knowledge,
    published,
)
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await knowledge(stage)
    await drafted_api(stage, manager, path)
    return Arranged(as_=manager, path=path | {"kind": "apis"})


async def test_the_draft_lists_what_goes_as_well(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    path = {"appId": call.path["appId"]}
    await published(stage, call.as_, path)
    assert (await stage.arranged("list_draft_knowledge", call)).data == []
    [item] = (await stage.call("list_active_knowledge", as_=call.as_, path=call.path)).data
    await stage.call("remove_knowledge_item", as_=call.as_, path=call.path | {"itemId": item["id"]})
    listed = (await stage.arranged("list_draft_knowledge", call)).data
    assert [(each["key"], each["content"]) for each in listed] == [("GET /pets", None)]


async def test_agents_see_no_draft(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    agent = await stage.api_key(Permission.KNOWLEDGE_READ, tenant_id=call.as_.tenant_id)
    answer = await stage.call("list_draft_knowledge", as_=agent, path=call.path)
    assert answer.status == 403

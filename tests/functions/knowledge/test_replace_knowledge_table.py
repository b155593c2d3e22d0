import pytest

from tests.fixtures.knowledge import (
    TABLE,
    knowledge,
)
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await knowledge(stage)
    made = await stage.call("create_knowledge_table", as_=manager, path=path, body={"content": TABLE})
    changed = TABLE | {"description": "Who lives in the shop"}
    return Arranged(as_=manager, path=path | {"tableId": made.data["id"]}, body={"content": changed})


async def test_a_table_is_as_it_was_given_last(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("replace_knowledge_table", call)
    listed = await stage.call(
        "list_draft_knowledge", as_=call.as_, path={"appId": call.path["appId"], "kind": "tables"}
    )
    assert [item["content"]["description"] for item in listed.data] == ["Who lives in the shop"]


async def test_a_table_that_is_nowhere_is_not_replaced(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call("discard_knowledge_draft", as_=call.as_, path={"appId": call.path["appId"]})
    answer = await stage.arranged("replace_knowledge_table", call)
    assert (answer.status, answer.error["code"]) == (404, "knowledge_item_not_found")

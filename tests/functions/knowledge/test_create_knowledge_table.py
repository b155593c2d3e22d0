import pytest

from tests.fixtures.knowledge import (
    TABLE,
    knowledge,
)
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await knowledge(stage)
    return Arranged(as_=manager, path=path, body={"content": TABLE})


async def test_a_table_is_in_the_draft(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("create_knowledge_table", call)).status == 201
    listed = await stage.call("list_draft_knowledge", as_=call.as_, path=call.path | {"kind": "tables"})
    assert [item["content"]["columns"][0]["name"] for item in listed.data] == ["id"]

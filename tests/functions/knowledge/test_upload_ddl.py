import pytest

from tests.fixtures.knowledge import (
    DDL,
    knowledge,
    operation,
    uploaded,
)
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await knowledge(stage)
    upload_id = await uploaded(stage, manager, DDL, "application/sql")
    return Arranged(as_=manager, path=path, body={"uploadId": upload_id, "dialect": "sqlite"})


async def test_the_tables_of_a_file_come_into_the_draft(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    done = await operation(stage, call.as_, (await stage.arranged("upload_ddl", call)).data["id"])
    assert (done["status"], done["result"]["staged"]) == ("succeeded", 1)
    listed = await stage.call("list_draft_knowledge", as_=call.as_, path=call.path | {"kind": "tables"})
    assert [item["content"]["primaryKey"] for item in listed.data] == [["id"]]

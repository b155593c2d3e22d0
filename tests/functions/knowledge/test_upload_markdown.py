import pytest

from tests.fixtures.knowledge import (
    GUIDE,
    knowledge,
    operation,
    uploaded,
)
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await knowledge(stage)
    upload_id = await uploaded(stage, manager, GUIDE, "text/markdown")
    return Arranged(as_=manager, path=path, body={"uploadId": upload_id, "name": "Handbook"})


async def test_the_sections_of_a_text_come_into_the_draft(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await operation(stage, call.as_, (await stage.arranged("upload_markdown", call)).data["id"])
    listed = await stage.call("list_draft_knowledge", as_=call.as_, path=call.path | {"kind": "sections"})
    assert [item["key"] for item in listed.data] == ["Handbook > Opening hours", "Handbook > Refunds"]

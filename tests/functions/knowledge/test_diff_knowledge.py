import pytest

from tests.fixtures.knowledge import (
    API,
    drafted_api,
    knowledge,
    published,
)
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await knowledge(stage)
    await drafted_api(stage, manager, path)
    await drafted_api(stage, manager, path, path="/owners")
    await published(stage, manager, path)
    return Arranged(as_=manager, path=path)


async def test_each_change_is_shown_beside_what_is_active(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    listed = (await stage.call("list_active_knowledge", as_=call.as_, path=call.path | {"kind": "apis"})).data
    owners, pets = (item["id"] for item in listed)
    await stage.call("remove_knowledge_item", as_=call.as_, path=call.path | {"kind": "apis", "itemId": owners})
    changed = {"content": API | {"summary": "Every pet"}}
    await stage.call("replace_knowledge_api", as_=call.as_, path=call.path | {"apiId": pets}, body=changed)
    await drafted_api(stage, call.as_, call.path, path="/cats")
    found = {each["key"]: each for each in (await stage.arranged("diff_knowledge", call)).data}
    assert {key: each["change"] for key, each in found.items()} == {
        "GET /cats": "added",
        "GET /owners": "removed",
        "GET /pets": "changed",
    }
    pet = found["GET /pets"]
    assert (pet["before"]["summary"], pet["after"]["summary"]) == (API["summary"], "Every pet")
    assert (found["GET /cats"]["before"], found["GET /owners"]["after"]) == (None, None)

import pytest

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
    await published(stage, manager, path)
    return Arranged(as_=manager, path=path)


async def test_versions_say_who_made_them_and_what_changed(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    [version] = (await stage.arranged("list_knowledge_versions", call)).data
    assert (version["number"], version["changes"]["added"]) == (1, 1)
    assert version["submittedBy"] == version["approvedBy"] == call.as_.user_id

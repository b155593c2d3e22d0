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
    return Arranged(as_=manager, path=path)


async def test_a_base_says_what_is_active_and_what_becomes_of_its_draft(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    data = (await stage.arranged("get_knowledge_base", call)).data
    assert (data["state"], data["activeVersion"], data["apis"]) == ("editing", 0, 0)
    await published(stage, call.as_, call.path)
    data = (await stage.arranged("get_knowledge_base", call)).data
    assert (data["state"], data["activeVersion"], data["apis"], data["tables"]) == ("editing", 1, 1, 0)

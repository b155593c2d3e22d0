import pytest

from tests.fixtures.knowledge import drafted_api, handbook, published, searchable
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await handbook(stage)
    await searchable(stage, manager, path)
    return Arranged(as_=manager, path=path)


async def test_the_status_tells_whether_what_is_active_can_be_searched(stage: Stage) -> None:
    manager, path = await handbook(stage)
    before = (await stage.call("get_rag_status", as_=manager, path=path)).data
    assert (before["version"], before["activeVersion"], before["isCurrent"]) == (0, 1, False)
    begun = await stage.call("build_rag", as_=manager, path=path)
    building = (await stage.call("get_rag_status", as_=manager, path=path)).data
    assert (building["operationId"], building["buildingVersion"]) == (begun.data["id"], 1)
    await stage.settle()
    ready = (await stage.call("get_rag_status", as_=manager, path=path)).data
    assert (ready["version"], ready["isCurrent"], ready["chunks"], ready["operationId"]) == (1, True, 4, None)
    await drafted_api(stage, manager, path, path="/parrots")
    await published(stage, manager, path)
    stale = (await stage.call("get_rag_status", as_=manager, path=path)).data
    assert (stale["version"], stale["activeVersion"], stale["isCurrent"]) == (1, 2, False)

import pytest

from tests.fixtures.flags import add, flagged, place
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await flagged(stage)
    return Arranged(as_=manager, path={"appId": path["appId"], "environment": path["environment"]})


async def test_flags_are_listed_by_key_and_filtered_by_status(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await add(stage, call.as_, call.path, "another")
    assert [flag["key"] for flag in (await stage.arranged("list_flags", call)).data] == ["another", "new-search"]
    await stage.call("archive_flag", as_=call.as_, path={**call.path, "flagKey": "another"})
    call.query = {"status": "active"}
    assert [flag["key"] for flag in (await stage.arranged("list_flags", call)).data] == ["new-search"]


async def test_an_environment_without_flags_is_empty_and_one_that_is_not_there_404(stage: Stage) -> None:
    manager, path = await place(stage)
    assert (await stage.call("list_flags", as_=manager, path=path)).data == []
    answer = await stage.call("list_flags", as_=manager, path={**path, "environment": "beta"})
    assert (answer.status, answer.error["code"]) == (404, "environment_not_found")

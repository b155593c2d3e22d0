import pytest

from tests.fixtures.flags import place
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await place(stage)
    await stage.call("set_segments", as_=manager, path=path, body={"segments": [{"key": "vips", "included": ["ada"]}]})
    return Arranged(as_=manager, path=path)


async def test_segments_are_shown_as_they_were_set(stage: Stage) -> None:
    call = await arrange(stage)
    [segment] = (await stage.arranged("get_segments", call)).data["segments"]
    assert (segment["key"], segment["included"], segment["when"]) == ("vips", ["ada"], None)


async def test_an_environment_begins_without_segments(stage: Stage) -> None:
    manager, path = await place(stage)
    assert (await stage.call("get_segments", as_=manager, path=path)).data == {"segments": []}
    answer = await stage.call("get_segments", as_=manager, path={**path, "environment": "beta"})
    assert (answer.status, answer.error["code"]) == (404, "environment_not_found")

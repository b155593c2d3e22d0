import pytest

from tests.fixtures.projects import attach, task_paths
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    await attach(stage, admin, path)
    return Arranged(as_=admin, path=path)


async def test_attachments_are_listed_newest_first_without_where_they_lie(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    stage.clock.advance(seconds=1)
    newer = await attach(stage, call.as_, call.path)
    listed = (await stage.arranged("list_attachments", call)).data
    assert [each["id"] == newer for each in listed] == [True, False]
    assert "path" not in listed[0]

import pytest

from shared.auth.roles import Role
from tests.fixtures.apps import app
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager = await stage.member(Role.MANAGER)
    return Arranged(as_=manager, path={"appId": await app(stage, manager)})


async def test_an_app_is_archived_once(stage: Stage) -> None:
    call = await arrange(stage)
    first = await stage.arranged("archive_app", call)
    stage.clock.advance(minutes=1)
    again = await stage.arranged("archive_app", call)
    assert first.data["status"] == "archived"
    assert again.data == first.data

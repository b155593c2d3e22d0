import pytest

from shared.auth.roles import Role
from tests.fixtures.apps import app
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.MEMBER))


async def test_the_tenants_apps_are_listed_by_name_and_status(stage: Stage) -> None:
    manager, stranger = await stage.member(Role.MANAGER), await stage.member(Role.MANAGER)
    search = await app(stage, manager, name="Search")
    await app(stage, manager, name="Bot")
    await app(stage, stranger, name="Elsewhere")
    answer = await stage.call("list_apps", as_=manager)
    assert [each["name"] for each in answer.data] == ["Bot", "Search"]
    await stage.call("archive_app", as_=manager, path={"appId": search})
    answer = await stage.call("list_apps", as_=manager, query={"status": "archived"})
    assert [each["id"] for each in answer.data] == [search]

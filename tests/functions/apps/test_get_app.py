import pytest

from shared.auth.roles import Role
from tests.fixtures.apps import app
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager = await stage.member(Role.MANAGER)
    app_id = await app(stage, manager, environments=["production", "staging", "production"])
    return Arranged(as_=await stage.member(Role.MEMBER, tenant_id=manager.tenant_id), path={"appId": app_id})


async def test_an_app_is_shown_as_it_is_set_up(stage: Stage) -> None:
    answer = await stage.arranged("get_app", await arrange(stage))
    assert (answer.data["name"], answer.data["environments"]) == ("Support bot", ["production", "staging"])

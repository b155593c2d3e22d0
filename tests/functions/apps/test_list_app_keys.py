import pytest

from shared.auth.permissions import Permission
from shared.auth.roles import Role
from tests.fixtures.apps import app, key_pair
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    return Arranged(as_=admin, path={"appId": await app(stage, admin)})


async def test_an_apps_own_pairs_are_listed_newest_first_without_their_secrets(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    other = await app(stage, call.as_)
    pairs = []
    for app_id in (call.path["appId"], other, call.path["appId"]):
        pairs.append(await key_pair(stage, call.as_.tenant_id, app_id))
        stage.clock.advance(minutes=1)
    await stage.api_key(Permission.TRACES_WRITE, tenant_id=call.as_.tenant_id)
    answer = await stage.arranged("list_app_keys", call)
    assert [each["id"] for each in answer.data] == [pairs[2]["key"]["id"], pairs[0]["key"]["id"]]
    assert "secret" not in str(answer.data).lower()

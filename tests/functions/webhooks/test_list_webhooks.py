import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.webhooks import a_webhook, owner_with_webhook

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner, _ = await owner_with_webhook(stage)
    return Arranged(as_=owner)


async def test_they_come_newest_first_and_without_secrets(stage: Stage) -> None:
    owner, first = await owner_with_webhook(stage)
    second = await a_webhook(stage, owner)
    answer = await stage.call("list_webhooks", as_=owner)
    assert [each["id"] for each in answer.data] == [second["id"], first["id"]]
    assert "secret" not in answer.data[0]


async def test_another_tenants_are_not_seen(stage: Stage) -> None:
    await owner_with_webhook(stage)
    assert (await stage.call("list_webhooks", as_=await stage.member(Role.OWNER))).data == []

import pytest

from tests.fixtures.apps import app
from tests.fixtures.chat import asker, chat, conversation
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, app_id = await asker(stage)
    await conversation(stage, admin, app_id)
    return Arranged(as_=admin, path={"appId": app_id})


async def test_only_what_was_to_be_kept_is_listed(stage: Stage) -> None:
    admin, app_id = await asker(stage)
    await chat(stage, admin, app_id)
    kept = await conversation(stage, admin, app_id, "First words", user="customer-7")
    other = await app(stage, admin)
    await conversation(stage, admin, other)
    [found] = (await stage.call("list_conversations", as_=admin, path={"appId": app_id})).data
    assert (found["id"], found["title"], found["turnCount"]) == (kept, "First words", 1)
    query = {"user": "somebody-else"}
    assert (await stage.call("list_conversations", as_=admin, path={"appId": app_id}, query=query)).data == []


async def test_what_is_over_its_time_is_not_listed(stage: Stage) -> None:
    admin, app_id = await asker(stage, conversationDays=1)
    await conversation(stage, admin, app_id)
    stage.clock.advance(days=1)
    admin = await stage.signed_in_again(admin)
    assert (await stage.call("list_conversations", as_=admin, path={"appId": app_id})).data == []

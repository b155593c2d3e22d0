import pytest

from tests.fixtures.apps import app
from tests.fixtures.chat import asker, chat, conversation
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, app_id = await asker(stage)
    return Arranged(
        as_=admin, path={"appId": app_id, "conversationId": await conversation(stage, admin, app_id, "One", "Two")}
    )


async def test_each_turn_keeps_it_longer(stage: Stage) -> None:
    found = (await stage.arranged("get_conversation", await arrange(stage))).data
    assert (found["turnCount"], found["title"]) == (2, "One")
    assert found["expiresAt"] == "2026-04-01T09:00:01Z"


async def test_it_is_one_apps_alone(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    other = await app(stage, call.as_)
    answer = await stage.call("get_conversation", as_=call.as_, path={**call.path, "appId": other})
    assert (answer.status, answer.error["code"]) == (404, "conversation_not_found")
    continued = await chat(stage, call.as_, other, conversation=call.path["conversationId"])
    assert (continued.status, continued.body["error"]["code"]) == (404, "conversation_not_found")


async def test_one_with_all_the_turns_there_may_be_is_not_continued(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    id = call.path["conversationId"]
    await stage.change(f"tenants/{call.as_.tenant_id}/conversations/{id}", turnCount=300)
    answer = await chat(stage, call.as_, call.path["appId"], conversation={"id": id})
    assert (answer.status, answer.body["error"]["code"]) == (400, "conversation_full")

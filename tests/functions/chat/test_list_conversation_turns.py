import pytest

from tests.fixtures.chat import asker, conversation
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, app_id = await asker(stage)
    return Arranged(
        as_=admin, path={"appId": app_id, "conversationId": await conversation(stage, admin, app_id, "One", "Two")}
    )


async def test_a_turn_holds_what_was_new_in_it(stage: Stage) -> None:
    first, second = (await stage.arranged("list_conversation_turns", await arrange(stage))).data
    assert first["messages"] == [{"role": "user", "content": "One"}]
    assert second["messages"] == [{"role": "user", "content": "Two"}]
    assert (second["answers"][0]["content"], second["model"]) == ("Two", "echo/echo")
    assert (first["promptTokens"], len(first["traceId"])) == (1, 32)


async def test_a_turn_too_large_to_keep_says_so(stage: Stage) -> None:
    admin, app_id = await asker(stage)
    id = await conversation(stage, admin, app_id, "x" * 100_000)
    path = {"appId": app_id, "conversationId": id}
    [turn] = (await stage.call("list_conversation_turns", as_=admin, path=path)).data
    assert (turn["omitted"], turn["messages"], turn["answers"]) == (True, [], [])

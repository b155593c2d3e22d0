import pytest

from tests.fixtures.chat import asker, conversation
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, app_id = await asker(stage)
    return Arranged(
        as_=admin, path={"appId": app_id, "conversationId": await conversation(stage, admin, app_id, "One", "Two")}
    )


async def test_it_is_gone_with_its_turns_and_no_other(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    other = await conversation(stage, call.as_, call.path["appId"])
    assert (await stage.arranged("delete_conversation", call)).status == 204
    assert [each["id"] for each in await stage.documents("conversations")] == [other]
    assert [each["conversationId"] for each in await stage.documents("conversationTurns")] == [other]
    assert (await stage.arranged("delete_conversation", call)).status == 404

import pytest

from tests.fixtures.card_rooms import card_room
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    room = await card_room(stage)
    return Arranged(as_=room.first.who, path=room.path, body={"sender": "first"})


async def test_who_leaves_is_no_longer_there_and_may_come_back(stage: Stage) -> None:
    room = await card_room(stage)
    await room.first.tell({"cursor": 1})
    left = await room.do("leave_card_room", sender="first")
    assert left.data["joinedBy"] == [room.second.who.user_id]
    assert (await room.second.pull())["awareness"] == []
    assert set((await room.do("open_card_room")).data["joinedBy"]) == {
        room.first.who.user_id,
        room.second.who.user_id,
    }

import pytest

from shared.auth.roles import Role
from shared.domain.collaboration.events import RoomCompactionDue
from tests.fixtures.card_rooms import card_room
from tests.fixtures.rooms import Editor
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    room = await card_room(stage)
    return Arranged(as_=room.first.who, path=room.path)


async def test_what_was_compacted_is_pulled_as_a_snapshot(stage: Stage) -> None:
    room = await card_room(stage)
    await room.first.push(room.first.write("# more\n"))
    event = RoomCompactionDue(room_id=room.first.room)
    assert await stage.deliver("compact_room", stage.envelope(event, room.first.who.tenant_id)) == 204
    assert (await room.second.pull())["updates"] == []
    assert room.second.text == room.first.text
    assert (await room.second.pull(since="1"))["snapshot"] is None


async def test_a_room_that_nobody_opened_is_not_found(stage: Stage) -> None:
    room = await card_room(stage)
    copy = await room.do("duplicate_card")
    other = Editor(stage, room.first.who, "", "tab", 1, card_id=copy.data["id"])
    answer = await stage.call("pull_card_room_updates", as_=other.who, path=other.path)
    assert (answer.status, answer.error["code"]) == (404, "room_not_found")


async def test_who_may_read_cards_may_read_the_room(stage: Stage) -> None:
    room = await card_room(stage)
    viewer = await stage.member(Role.VIEWER, tenant_id=room.first.who.tenant_id)
    watching = Editor(stage, viewer, room.first.room, "viewer", 33, card_id=room.card_id)
    await watching.pull()
    assert watching.text == room.first.text

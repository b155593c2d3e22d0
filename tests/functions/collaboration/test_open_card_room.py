import pytest

from shared.auth.roles import Role
from tests.fixtures.card_rooms import card_room
from tests.fixtures.cards import draft_card
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    author = await stage.member(Role.MEMBER)
    return Arranged(as_=author, path={"cardId": await draft_card(stage, author)}, body={})


async def test_the_draft_is_the_first_text(stage: Stage) -> None:
    room = await card_room(stage)
    assert room.first.text == room.second.text
    assert room.first.text.startswith("name: Greeting\n")


async def test_who_may_not_write_cards_watches(stage: Stage) -> None:
    room = await card_room(stage)
    viewer = await stage.member(Role.VIEWER, tenant_id=room.first.who.tenant_id)
    opened = await room.do("open_card_room", viewer)
    roles = {each["userId"]: each["role"] for each in opened.data["participants"]}
    assert roles == {
        room.first.who.user_id: "editor",
        room.second.who.user_id: "editor",
        viewer.user_id: "watcher",
    }


async def test_the_room_of_an_archived_card_stays_closed(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call("archive_card", as_=call.as_, path=call.path, body={})
    answer = await stage.arranged("open_card_room", call)
    assert (answer.status, answer.error["code"]) == (409, "card_archived")

import pytest

from tests.fixtures.card_rooms import card_room
from tests.fixtures.cards import edit_card
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

NAME = len("name: Greet")


async def arrange(stage: Stage) -> Arranged:
    room = await card_room(stage)
    await room.first.push(room.first.write("er", at=NAME))
    return Arranged(as_=room.first.who, path=room.path, body={})


async def test_the_text_becomes_the_draft(stage: Stage) -> None:
    room = await card_room(stage)
    await room.first.push(room.first.write("er", at=NAME))
    assert (await room.do("save_card_room")).data["content"]["name"] == "Greetering"
    assert (await stage.call("get_card", as_=room.second.who, path=room.path)).data["content"]["name"] == "Greetering"
    before = await stage.document(f"tenants/{room.first.who.tenant_id}/cards/{room.card_id}")
    assert (await room.do("save_card_room")).status == 200
    assert await stage.document(f"tenants/{room.first.who.tenant_id}/cards/{room.card_id}") == before


@pytest.mark.parametrize(("text", "code"), [("{{{", "malformed_yaml"), ("x: 1\n", "invalid_input")])
async def test_text_that_is_no_card_is_refused_and_stays_in_the_room(stage: Stage, text: str, code: str) -> None:
    room = await card_room(stage)
    await room.first.push(room.first.write(text, at=0 if code == "malformed_yaml" else None))
    answer = await room.do("save_card_room")
    assert (answer.status, answer.error["code"]) == (400, code)
    await room.second.pull()
    assert text in room.second.text


async def test_a_draft_that_was_changed_past_the_room_is_replaced_only_on_purpose(stage: Stage) -> None:
    room = await card_room(stage)
    await edit_card(stage, room.second.who, room.card_id, description="Changed elsewhere")
    await room.first.push(room.first.write("er", at=NAME))
    refused = await room.do("save_card_room")
    assert (refused.status, refused.error["code"]) == (409, "card_draft_changed")
    card = await stage.call("get_card", as_=room.first.who, path=room.path)
    assert card.data["content"]["description"] == "Changed elsewhere"
    saved = await room.do("save_card_room", overwrite=True)
    assert saved.data["content"]["description"] == "Welcomes people"

import asyncio
import base64
from typing import Any

import pytest

from shared.auth.roles import Role
from shared.engines.crdt.messages import AwarenessMessage, Presence, read_message
from tests.fixtures.card_rooms import card_room
from tests.fixtures.rooms import Editor
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    room = await card_room(stage)
    message = AwarenessMessage((Presence(room.first.client, 1, {"cursor": 2}),)).encoded()
    body = {"sender": "tab", "number": 1, "messages": [base64.b64encode(message).decode()]}
    return Arranged(as_=room.first.who, path=room.path, body=body)


async def test_two_who_write_at_once_end_with_the_same_text(stage: Stage) -> None:
    room = await card_room(stage)
    updates = [(editor, editor.write(f"# {editor.sender}\n")) for editor in (room.first, room.second)]
    answers = await asyncio.gather(*(editor.push(update) for editor, update in updates))
    assert {answer.status for answer in answers} == {200}
    for editor, _ in updates:
        await editor.pull()
    assert room.first.text == room.second.text
    assert {"# first", "# second"} <= set(room.first.text.splitlines())


async def test_who_watches_tells_a_cursor_and_writes_nothing(stage: Stage) -> None:
    room = await card_room(stage)
    viewer = await stage.member(Role.VIEWER, tenant_id=room.first.who.tenant_id)
    await room.do("open_card_room", viewer)
    watching = Editor(stage, viewer, room.first.room, "viewer", 33, card_id=room.card_id)
    await watching.pull()
    assert (await watching.tell({"cursor": 4, "user": {"name": "The boss"}})).status == 200
    refused = await watching.push(watching.write("watched"))
    assert (refused.status, refused.error["code"]) == (403, "permission_denied")
    content = await room.first.pull()
    assert "watched" not in room.first.text
    [seen] = content["awareness"]
    message: Any = read_message(base64.b64decode(seen["message"]))
    assert message.clients[0].state["user"] == {"id": viewer.user_id, "role": "watcher", "name": "Somebody"}


async def test_who_may_write_cards_writes_without_opening_the_room(stage: Stage) -> None:
    room = await card_room(stage)
    colleague = await stage.member(Role.MEMBER, tenant_id=room.first.who.tenant_id)
    other = Editor(stage, colleague, room.first.room, "tab", 44, card_id=room.card_id)
    await other.pull()
    assert (await other.push(other.write("# unannounced\n"))).status == 200
    await room.first.pull()
    assert "# unannounced" in room.first.text


async def test_once_the_card_is_archived_the_room_is_only_read(stage: Stage) -> None:
    room = await card_room(stage)
    await room.do("archive_card")
    answer = await room.first.push(room.first.write("# too late"))
    assert (answer.status, answer.error["code"]) == (409, "card_archived")
    await room.second.pull()
    assert "# too late" not in room.second.text

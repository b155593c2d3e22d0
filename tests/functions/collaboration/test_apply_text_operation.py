import asyncio
import random

import pytest

from shared.auth.roles import Role
from shared.domain.collaboration.events import RoomCompactionDue
from shared.engines.crdt.operations import units_of
from tests.fixtures.card_rooms import CardRoom, PlainClient, card_room
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    room = await card_room(stage)
    body = {"sender": "plain", "revision": 0, "operation": ["# mine\n"]}
    return Arranged(as_=room.second.who, path=room.path, body=body)


async def compact(stage: Stage, room: CardRoom) -> None:
    event = RoomCompactionDue(room_id=room.first.room)
    assert await stage.deliver("compact_room", stage.envelope(event, room.first.who.tenant_id)) == 204


async def test_a_client_begins_with_nothing_and_gets_the_text(stage: Stage) -> None:
    room = await card_room(stage)
    await room.plain.catch_up()
    assert room.plain.text == room.first.text
    assert room.plain.revision == 1
    await room.plain.catch_up()
    assert room.plain.revision == 1


async def test_plain_and_yjs_clients_end_with_the_same_text(stage: Stage) -> None:
    room = await card_room(stage)
    await room.plain.catch_up()
    await room.first.push(room.first.write("# 😀 first\n", at=0))
    length = units_of(room.plain.text)
    await room.plain.apply([5, -1, "𝄞", length - 6, "# plain\n"])
    await room.first.pull()
    assert room.plain.text == room.first.text
    assert room.plain.text.startswith("# 😀 first\nname:𝄞Greeting\n")
    assert room.plain.text.endswith("# plain\n")


@pytest.mark.thorough
async def test_random_writing_of_several_clients_through_compactions_converges(stage: Stage) -> None:
    room = await card_room(stage)
    draw = random.Random(8)  # noqa: S311
    plains = [room.plain, PlainClient(stage, room.first.who, room.card_id, "other")]
    for step in range(40):
        client = draw.choice(plains)
        if draw.random() < 0.5:
            length = units_of(client.text)
            at = draw.randint(0, length)
            deleted = min(draw.randint(0, 3), length - at)
            parts = [at, f"{step} ", -deleted, length - at - deleted]
            await client.apply([each for each in parts if each])
        else:
            editor = draw.choice([room.first, room.second])
            await editor.push(editor.write(f"{step} ", at=draw.randint(0, len(editor.text.encode()))))
        if step % 13 == 12:
            await compact(stage, room)
        if draw.random() < 0.3:
            await room.first.pull()
    for each in plains:
        await each.catch_up()
    for editor in (room.first, room.second):
        await editor.pull()
    assert len({room.first.text, room.second.text, *(each.text for each in plains)}) == 1


@pytest.mark.parametrize("compacted", [False, True])
async def test_an_operation_sent_again_gets_the_same_answer_and_counts_once(stage: Stage, compacted: bool) -> None:
    room = await card_room(stage)
    first = await room.plain.send(["# mine\n"])
    await room.first.push(room.first.write("# meanwhile\n"))
    if compacted:
        await compact(stage, room)
    assert (await room.plain.send(["# mine\n"])).data == first.data
    await room.first.pull()
    assert room.first.text.count("# mine") == 1


async def test_of_two_operations_at_once_on_one_revision_one_counts(stage: Stage) -> None:
    room = await card_room(stage)
    answers = await asyncio.gather(room.plain.send(["# a\n"]), room.plain.send(["# b\n"]))
    assert sorted(answer.status for answer in answers) == [200, 409]
    await room.first.pull()
    assert len({"# a", "# b"} & set(room.first.text.splitlines())) == 1


@pytest.mark.parametrize("revision", [0, 2])
async def test_a_revision_that_is_not_the_last_is_refused(stage: Stage, revision: int) -> None:
    room = await card_room(stage)
    await room.plain.catch_up()
    answer = await room.plain.send(["x"], revision)
    assert (answer.status, answer.error["code"]) == (409, "stale_revision")


@pytest.mark.parametrize("operation", [[3], [-1], ["a", 0], [1, 1], [True], [1.5], [""], [None], [2**40]])
async def test_what_is_no_operation_on_the_text_is_refused(stage: Stage, operation: list[int | str]) -> None:
    room = await card_room(stage)
    answer = await room.plain.send(operation)
    assert (answer.status, answer.error["code"]) == (400, "invalid_input")


async def test_a_character_of_two_units_is_not_divided(stage: Stage) -> None:
    room = await card_room(stage)
    await room.first.push(room.first.write("😀", at=0))
    await room.plain.catch_up()
    length = units_of(room.plain.text)
    answer = await room.plain.send([1, "x", length - 1])
    assert (answer.status, answer.error["details"][0]["code"]) == (400, "not_on_this_text")


async def test_a_client_is_its_beginners_own(stage: Stage) -> None:
    room = await card_room(stage)
    await room.plain.catch_up()
    thief = PlainClient(stage, room.first.who, room.card_id, "plain", room.plain.text, 1)
    answer = await thief.send([units_of(thief.text), "x"])
    assert (answer.status, answer.error["code"]) == (409, "sender_taken")


async def test_who_watches_applies_nothing(stage: Stage) -> None:
    room = await card_room(stage)
    viewer = await stage.member(Role.VIEWER, tenant_id=room.first.who.tenant_id)
    await room.do("open_card_room", viewer)
    assert (await PlainClient(stage, viewer, room.card_id, "viewer").send(["x"])).status == 403

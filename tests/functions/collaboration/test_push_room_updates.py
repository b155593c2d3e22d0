import asyncio
import base64
from typing import Any

import pytest
from pycrdt import Doc, Text

from shared.domain.collaboration.messages import MAX_UPDATE
from shared.engines.crdt.messages import SyncMessage, SyncStep, read_message
from tests.fixtures.attempts import finish
from tests.fixtures.rooms import Editor, open_room, pair
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    both = await pair(stage)
    message = SyncMessage(SyncStep.UPDATE, both.candidate.write("print(1)")).encoded()
    body = {"sender": "tab", "number": 1, "messages": [base64.b64encode(message).decode()]}
    return Arranged(as_=both.sitting.candidate, path=both.candidate.path, body=body)


async def test_two_who_write_at_once_end_with_the_same_text(stage: Stage) -> None:
    both = await pair(stage)
    updates = [(editor, editor.write(f"{editor.sender}\n")) for editor in (both.candidate, both.interviewer)]
    answers = await asyncio.gather(*(editor.push(update) for editor, update in updates))
    assert {answer.status for answer in answers} == {200}
    for editor, _ in updates:
        await editor.pull()
    assert both.candidate.text == both.interviewer.text
    assert sorted(both.candidate.text.split()) == ["candidate", "interviewer"]


async def test_who_wrote_what_and_when_is_kept(stage: Stage) -> None:
    both = await pair(stage)
    await both.candidate.push(both.candidate.write("a"))
    stage.clock.advance(seconds=7)
    await both.interviewer.push(both.interviewer.write("b"))
    kept = [(each["author"], each["at"]) for each in (await both.candidate.pull())["updates"]]
    candidate, interviewer = f"candidate:{both.sitting.invitation_id}", f"user:{both.sitting.recruiter.user_id}"
    assert kept == [(candidate, "2026-03-02T09:00:00Z"), (interviewer, "2026-03-02T09:00:07Z")]


async def test_a_batch_sent_again_is_kept_once(stage: Stage) -> None:
    both = await pair(stage)
    update = both.candidate.write("once")
    first = await both.candidate.push(update)
    stage.clock.advance(seconds=3)
    again = await both.candidate.push(update, number=1)
    assert again.data["savedAt"] == first.data["savedAt"]
    assert len(await stage.documents("roomUpdates")) == 1


async def test_a_number_never_means_two_batches(stage: Stage) -> None:
    both = await pair(stage)
    await both.candidate.push(both.candidate.write("a"))
    answer = await both.candidate.push(both.candidate.write("b"), number=1)
    assert (answer.status, answer.error["code"]) == (409, "batch_number_taken")


async def test_several_updates_of_one_call_become_one(stage: Stage) -> None:
    both = await pair(stage)
    both.candidate.number = 1
    messages = [SyncMessage(SyncStep.UPDATE, both.candidate.write(each)).encoded() for each in "abc"]
    assert (await both.candidate.send(*messages)).status == 200
    [kept] = await stage.documents("roomUpdates")
    document: Doc = Doc()
    document.apply_update(kept["update"])
    assert str(document.get("source", type=Text)) == "abc"


async def test_a_state_vector_is_answered_by_what_its_sender_lacks(stage: Stage) -> None:
    both = await pair(stage)
    await both.candidate.push(both.candidate.write("hello"))
    answer = await both.interviewer.send(
        SyncMessage(SyncStep.STATE_VECTOR, both.interviewer.document.get_state()).encoded()
    )
    [message] = answer.data["messages"]
    missing = read_message(base64.b64decode(message))
    assert isinstance(missing, SyncMessage)
    assert missing.step is SyncStep.MISSING
    both.interviewer.document.apply_update(missing.content)
    assert both.interviewer.text == "hello"


async def test_an_update_that_comes_before_what_it_builds_on_waits_for_it(stage: Stage) -> None:
    both = await pair(stage)
    first, second = both.candidate.write("a"), both.candidate.write("b")
    for update in (second, first):
        assert (await both.candidate.push(update)).status == 200
    await both.interviewer.pull()
    assert both.interviewer.text == "ab"


UPDATE = SyncMessage(SyncStep.UPDATE, b"\x01\x01\x0b\x00\x04\x01\x06source\x01x\x00").encoded()


@pytest.mark.parametrize(
    "message",
    ["", "!!!", "AA==", b"\x00", b"\x07\x00\x00", b"\x00\x09\x01\x00", UPDATE[:-1], UPDATE + b"\x00",
     b"\x00\x02\x03abc", b"\x00\x00\x02\xff\xff", b"\x00\x02\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",
     b"\x01\x01\xff\x01", b"\x01\x05\x01\x01\x01\x01[", b"\x01\x06\x01\x01\x01\x0212",
     b'\x01\x0d\x01\x01\x01\x09{"a":NaN}', b'\x01\x10\x01\x01\x01\x0c{"\\ud800":1}', b"\x01\x02\xff\x7f"],
)  # fmt: skip
async def test_a_malformed_message_is_refused_and_harms_nothing(stage: Stage, message: str | bytes) -> None:
    both = await pair(stage)
    await both.candidate.push(both.candidate.write("fine"))
    before = await stage.snapshot()
    text = message if isinstance(message, str) else base64.b64encode(message).decode()
    body = {"sender": "tab", "number": 2, "messages": [base64.b64encode(UPDATE).decode(), text]}
    answer = await stage.call("push_room_updates", as_=both.sitting.candidate, path=both.candidate.path, body=body)
    assert (answer.status, answer.error["details"][0]["code"]) == (400, "malformed_message")
    assert answer.error["details"][0]["pointer"] == "/messages/1"
    assert await stage.snapshot() == before
    await both.interviewer.pull()
    assert both.interviewer.text == "fine"


async def test_a_batch_has_a_size(stage: Stage) -> None:
    both = await pair(stage)
    answer = await both.candidate.push(both.candidate.write("x" * MAX_UPDATE))
    assert (answer.status, answer.error["code"]) == (413, "payload_too_large")
    assert await stage.documents("roomUpdates") == []


async def test_a_room_that_is_full_takes_no_more(stage: Stage) -> None:
    both = await pair(stage)
    await stage.change(f"tenants/{both.tenant_id}/rooms/{both.room}", isFull=True)
    answer = await both.candidate.push(both.candidate.write("x"))
    assert (answer.status, answer.error["code"]) == (409, "room_full")


async def test_the_other_sees_who_is_there_by_their_true_name_for_half_a_minute(stage: Stage) -> None:
    both = await pair(stage)
    assert (await both.interviewer.tell({"cursor": 4, "user": {"name": "The boss"}})).status == 200
    [seen] = (await both.candidate.pull())["awareness"]
    message: Any = read_message(base64.b64decode(seen["message"]))
    user = {"id": both.sitting.recruiter.user_id, "role": "interviewer", "name": "Somebody"}
    assert message.clients[0].state == {"cursor": 4, "user": user}
    stage.clock.advance(seconds=31)
    assert (await both.candidate.pull())["awareness"] == []


async def test_nobody_tells_of_themselves_in_somebody_elses_tab(stage: Stage) -> None:
    both = await pair(stage)
    await both.interviewer.tell({"cursor": 1})
    intruder = Editor(stage, both.sitting.candidate, both.room, "interviewer", 33)
    answer = await intruder.tell({"cursor": 2})
    assert (answer.status, answer.error["code"]) == (409, "sender_taken")


async def test_after_the_attempt_has_closed_the_room_is_only_read(stage: Stage) -> None:
    both = await pair(stage)
    await both.candidate.push(both.candidate.write("before"))
    await finish(stage, both.sitting)
    for answer in (await both.candidate.push(both.candidate.write("after")), await both.interviewer.tell({"c": 1})):
        assert (answer.status, answer.error["code"]) == (409, "attempt_closed")
    await both.interviewer.pull()
    assert both.interviewer.text == "before"


async def test_who_has_not_opened_the_room_writes_nothing_in_it(stage: Stage) -> None:
    both = await pair(stage)
    colleague = await stage.member(tenant_id=both.tenant_id)
    answer = await Editor(stage, colleague, both.room, "tab", 44).push(both.candidate.write("x"))
    assert (answer.status, answer.error["code"]) == (404, "room_not_found")


async def test_fifty_batches_of_a_tab_have_the_room_compacted(stage: Stage) -> None:
    both = await pair(stage)
    for number in range(1, 51):
        await both.candidate.push(both.candidate.write(f"{number} "))
    assert await open_room(stage, both.sitting, both.sitting.candidate)
    assert "collaboration.room.compaction_due.v1 -> compact_room: 204" in await stage.settle()
    assert await stage.documents("roomUpdates") == []
    await both.interviewer.pull()
    assert both.interviewer.text == both.candidate.text

import asyncio

import pytest

from shared.domain.collaboration.events import RoomCompactionDue
from tests.fixtures.rooms import Pair, pair
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def written(stage: Stage) -> Pair:
    both = await pair(stage)
    for editor in (both.candidate, both.interviewer, both.candidate):
        await both.candidate.pull()
        await both.interviewer.pull()
        await editor.push(editor.write(f"{editor.sender}\n"))
        stage.clock.advance(seconds=1)
    await both.candidate.pull()
    return both


async def compact(stage: Stage, both: Pair) -> int:
    event = stage.envelope(RoomCompactionDue(room_id=both.room), both.tenant_id)
    return await stage.deliver("compact_room", event)


async def arrange(stage: Stage) -> Arranged:
    both = await written(stage)
    return Arranged(event=RoomCompactionDue(room_id=both.room), tenant_id=both.tenant_id)


async def test_the_text_stays_the_same_and_who_wrote_it_is_on_record(stage: Stage) -> None:
    both = await written(stage)
    assert await compact(stage, both) == 204
    assert await stage.documents("roomUpdates") == []
    content = await both.interviewer.pull()
    assert (content["cursor"], content["updates"]) == ("1", [])
    assert both.interviewer.text == both.candidate.text == "candidate\ninterviewer\ncandidate\n"
    [record] = await stage.documents("roomRecords")
    authors = [each["author"].partition(":")[0] for each in record["updates"]]
    assert authors == ["candidate", "user", "candidate"]
    assert [each["savedAt"].second for each in record["updates"]] == [0, 1, 2]


async def test_compactions_at_once_and_writing_meanwhile_lose_nothing(stage: Stage) -> None:
    both = await written(stage)
    more = [both.candidate.write(f"{number} ") for number in range(5)]
    pushes = [both.candidate.push(update, number=10 + number) for number, update in enumerate(more)]
    statuses = await asyncio.gather(*(compact(stage, both) for _ in range(4)))
    answers = await asyncio.gather(*(compact(stage, both) for _ in range(2)), *pushes)
    assert {*statuses, *answers[:2]} == {204}
    await compact(stage, both)
    await both.interviewer.pull()
    assert both.interviewer.text == both.candidate.text
    records = await stage.documents("roomRecords")
    assert sum(len(each["updates"]) for each in records) == 3 + len(more)


async def test_what_waits_for_something_still_to_come_is_kept(stage: Stage) -> None:
    both = await pair(stage)
    first, second = both.candidate.write("a"), both.candidate.write("b")
    await both.candidate.push(second)
    await compact(stage, both)
    await both.candidate.push(first)
    await both.interviewer.pull()
    assert both.interviewer.text == "ab"


async def test_a_room_that_has_grown_too_large_is_full(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.collaboration.compact_room.MAX_STATE", 10)
    both = await written(stage)
    await compact(stage, both)
    answer = await both.candidate.push(both.candidate.write("more"))
    assert (answer.status, answer.error["code"]) == (409, "room_full")


async def test_the_file_of_an_earlier_snapshot_goes_once_nobody_reads_it_any_more(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("functions.collaboration.compact_room.MAX_INLINE", 10)

    async def paths() -> list[str]:
        return [file.path for file in (await stage.files.list(f"tenants/{both.tenant_id}/rooms/")).files]

    both = await written(stage)
    event = stage.envelope(RoomCompactionDue(room_id=both.room), both.tenant_id)
    await stage.deliver("compact_room", event)
    [first] = await paths()
    await both.candidate.push(both.candidate.write("more"))
    await compact(stage, both)
    assert await stage.deliver("compact_room", event) == 204
    await stage.settle()
    assert len(await paths()) == 2
    stage.clock.advance(hours=1)
    await stage.settle()
    [left] = await paths()
    [snapshot] = await stage.documents("roomSnapshots")
    assert left.endswith(snapshot["file"]["path"])
    assert left != first

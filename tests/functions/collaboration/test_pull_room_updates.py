import httpx
import pytest

from shared.domain.collaboration.events import RoomCompactionDue
from tests.fixtures.rooms import Pair, pair
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    both = await pair(stage)
    await both.candidate.push(both.candidate.write("x"))
    return Arranged(as_=both.sitting.recruiter, path=both.candidate.path)


async def compact(stage: Stage, both: Pair) -> None:
    event = stage.envelope(RoomCompactionDue(room_id=both.room), both.tenant_id)
    assert await stage.deliver("compact_room", event) == 204


async def test_the_snapshot_comes_once_and_what_was_written_behind_it_each_time(stage: Stage) -> None:
    both = await pair(stage)
    await both.candidate.push(both.candidate.write("one "))
    await compact(stage, both)
    first = await both.interviewer.pull()
    await both.candidate.push(both.candidate.write("two"))
    second = await both.interviewer.pull(since=first["cursor"])
    assert first["snapshot"]
    assert (second["snapshot"], len(second["updates"])) == (None, 1)
    assert both.interviewer.text == "one two"


async def test_a_cursor_from_before_a_compaction_gets_the_new_snapshot(stage: Stage) -> None:
    both = await pair(stage)
    cursor = (await both.interviewer.pull())["cursor"]
    await both.candidate.push(both.candidate.write("one"))
    await compact(stage, both)
    await both.interviewer.pull(since=cursor)
    assert both.interviewer.text == "one"


async def test_a_cursor_that_never_was_is_bad_input(stage: Stage) -> None:
    both = await pair(stage)
    query = {"since": "latest"}
    answer = await stage.call("pull_room_updates", as_=both.sitting.candidate, path=both.candidate.path, query=query)
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/since")


async def test_a_large_snapshot_is_a_file_to_download(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.collaboration.compact_room.MAX_INLINE", 1000)
    both = await pair(stage)
    await both.candidate.push(both.candidate.write("x" * 2000))
    await compact(stage, both)
    content = await both.interviewer.pull()
    assert content["snapshot"] is None
    assert httpx.URL(content["snapshotUrl"]).path
    [snapshot] = await stage.documents("roomSnapshots")
    assert snapshot["state"] is None
    path = f"tenants/{both.tenant_id}/{snapshot['file']['path']}"
    both.interviewer.document.apply_update(await stage.files.get(path, max_bytes=10_000))
    assert both.interviewer.text == "x" * 2000
    answer = await both.interviewer.send(b"\x00\x00\x01\x00")
    assert (answer.status, answer.error["code"]) == (409, "room_snapshot_in_file")
    assert (await both.save()).status == 200

import pytest

from shared.domain.attempts.receipt_verification import verify_receipts
from shared.domain.collaboration.events import ClosedRoomsDue
from tests.fixtures.attempts import finish, save
from tests.fixtures.rooms import Pair, open_room, pair
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    both = await written(stage)
    await finish(stage, both.sitting)
    await stage.waiting()
    return Arranged(event=ClosedRoomsDue(attempt_id=both.sitting.invitation_id), tenant_id=both.tenant_id)


async def written(stage: Stage, language: str | None = "python") -> Pair:
    """Have both write in a room, the program's language named or not."""
    both = await pair(stage)
    if language is not None:
        assert (await open_room(stage, both.sitting, both.sitting.candidate, language=language)).status == 200
    await both.candidate.push(both.candidate.write("print(1)\n"))
    await both.interviewer.pull()
    await both.interviewer.push(both.interviewer.write("print(2)\n"))
    return both


async def closed(stage: Stage, both: Pair) -> list[str]:
    """Hand the attempt in; return the sources that were saved."""
    assert (await finish(stage, both.sitting)).status == 200
    await stage.settle()
    [attempt] = await stage.documents("attempts")
    assert attempt["status"] == "scored"
    return [each["response"]["source"] for each in await stage.documents("answers")]


async def test_what_no_client_saved_is_saved_and_scored(stage: Stage) -> None:
    both = await written(stage)
    assert await closed(stage, both) == ["print(1)\nprint(2)\n"]
    [result] = await stage.documents("attemptResults")
    assert result["questions"][0]["answered"] is True


async def test_what_was_written_after_the_last_save_is_its_next_revision_with_a_receipt(stage: Stage) -> None:
    both = await written(stage, language=None)
    saved = await both.save()
    stage.clock.advance(seconds=20)
    await both.candidate.push(both.candidate.write("print(3)\n", at=0))
    key = (await stage.call("get_attempt", as_=both.sitting.candidate, path=both.sitting.path)).data["receiptKey"]
    assert await closed(stage, both) == ["print(3)\nprint(1)\nprint(2)\n"]
    [answer] = await stage.documents("answers")
    assert (answer["revision"], answer["receipt"]["number"]) == (saved.data["revision"] + 1, 2)
    assert verify_receipts([saved.data["receipt"]], key).problems == []


async def test_what_was_saved_without_the_room_later_stays(stage: Stage) -> None:
    both = await written(stage)
    stage.clock.advance(seconds=20)
    assert (await save(stage, both.sitting, revision=3, source="# mine")).status == 200
    assert await closed(stage, both) == ["# mine"]


async def test_what_is_in_the_snapshot_is_saved_too(stage: Stage) -> None:
    both = await written(stage)
    for _ in range(60):
        await both.candidate.push(both.candidate.write("#"))
    await stage.settle()
    assert len(await stage.documents("roomSnapshots")) == 1
    [source] = await closed(stage, both)
    assert source.count("#") == 60


async def test_a_room_in_which_nobody_wrote_is_no_answer(stage: Stage) -> None:
    both = await pair(stage)
    assert await closed(stage, both) == []


async def test_a_program_of_which_nobody_said_the_language_stays_in_its_room(stage: Stage) -> None:
    both = await written(stage, language=None)
    assert await closed(stage, both) == []
    assert len(await stage.documents("roomUpdates")) == 2


async def test_told_twice_it_is_saved_and_handed_on_once(stage: Stage) -> None:
    both = await written(stage)
    await closed(stage, both)
    envelope = stage.envelope(ClosedRoomsDue(attempt_id=both.sitting.invitation_id), both.tenant_id)
    assert await stage.deliver("save_closed_rooms", envelope) == 204
    await stage.settle()
    [answer] = await stage.documents("answers")
    assert answer["revision"] == 1
    assert [each["purpose"] for each in await stage.documents("runs")].count("scoring") == 1

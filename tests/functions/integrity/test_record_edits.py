from typing import Any

import pytest

from shared.domain.integrity import edits
from shared.runtime.rate_limits import RateLimiter
from tests.fixtures.attempts import attempt_of_kinds, finish, running_attempt, save, seat, take_over
from tests.fixtures.integrity import edit, milliseconds, playback, record, recorded_attempt, type_out
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def unlimited(stage: Stage) -> None:
    stage.composition.__dict__["limiter"] = RateLimiter(1_000_000)


async def arrange(stage: Stage) -> Arranged:
    sitting = await recorded_attempt(stage)
    body = {"seat": seat(), "sentAtMs": milliseconds(stage), "firstSequence": 1, "edits": [edit(stage, 0, "print()")]}
    return Arranged(as_=sitting.candidate, path=sitting.answer_path(), body=body)


async def test_a_batch_is_one_write(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    answer = await record(stage, sitting, 1, edit(stage, 0, "a"), edit(stage, 1, "b"))
    assert answer.data == {"lastSequence": 2, "recording": True}
    assert len(await stage.documents("editRecords")) == 1
    assert await stage.documents("editChapters") == []


async def test_batches_that_overlap_are_recorded_once(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    typed = [edit(stage, place, character) for place, character in enumerate("abcdef")]
    for first, last in ((1, 3), (1, 3), (2, 5), (5, 6)):
        assert (await record(stage, sitting, first, *typed[first - 1 : last])).status == 200
    seen = await playback(stage, sitting, fromMs=2**40)
    assert (seen["frame"]["text"], seen["totalEdits"]) == ("abcdef", 6)


async def test_a_gap_is_refused_with_the_last_number_there_is(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    await record(stage, sitting, 1, edit(stage, 0, "a"))
    answer = await record(stage, sitting, 3, edit(stage, 0, "c"))
    assert (answer.status, answer.error["code"]) == (409, "edits_missing")
    assert answer.error["details"] == {"lastSequence": 1}


@pytest.mark.parametrize("misplaced", [{"at": 4}, {"at": 3, "deleted": 1}, {"at": 0, "deleted": 50_000}])
async def test_an_edit_outside_the_text_changes_nothing(stage: Stage, misplaced: dict[str, int]) -> None:
    sitting = await recorded_attempt(stage)
    await record(stage, sitting, 1, edit(stage, 0, "abc"))
    answer = await record(
        stage, sitting, 2, edit(stage, 0, "d"), {**edit(stage), **misplaced, "at": misplaced["at"] + 1}
    )
    assert (answer.status, answer.error["code"]) == (400, "edit_misplaced")
    assert (await playback(stage, sitting, fromMs=2**40))["frame"]["text"] == "abc"
    assert (await record(stage, sitting, 2, edit(stage, inserted="new", reset=True))).data["lastSequence"] == 2


async def test_time_that_goes_backwards_stands_still(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    stage.clock.advance(minutes=2)
    await record(
        stage, sitting, 1, edit(stage, 0, "a", ago=10), edit(stage, 1, "b", ago=60), edit(stage, 2, "c", ago=5)
    )
    assert [each["ms"] for each in (await playback(stage, sitting))["edits"]] == [110_000, 110_000, 115_000]


async def test_chapters_are_closed_and_what_is_played_is_what_was_typed(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    text = "".join(f"line {number}\n" for number in range(80))
    await type_out(stage, sitting, text)
    assert len(await stage.documents("editChapters")) > 1
    await save(stage, sitting, source=text, seat=seat())
    seen = await playback(stage, sitting, fromMs=2**40)
    assert (seen["frame"]["text"], seen["matchesAnswer"], seen["complete"]) == (text, True, True)


async def test_another_device_goes_on_with_a_reset(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    await save(stage, sitting, seat=seat("laptop"))
    await record(stage, sitting, 1, edit(stage, 0, "laptop"))
    refused = await record(stage, sitting, 2, edit(stage, 0, "x"), device="phone")
    assert refused.error["code"] == "attempt_active_elsewhere"
    await take_over(stage, sitting, seat("phone"))
    refused = await record(stage, sitting, 1, edit(stage, 0, "phone"), device="phone")
    assert (refused.error["code"], refused.error["details"]) == ("edits_need_reset", {"lastSequence": 1})
    answer = await record(stage, sitting, 2, edit(stage, inserted="phone", reset=True), device="phone")
    assert answer.data["lastSequence"] == 2


async def test_a_record_that_grows_too_long_stops_and_says_so(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edits, "MAX_EDITS", 3)
    sitting = await recorded_attempt(stage)
    await record(stage, sitting, 1, *(edit(stage, 0, "x") for _ in range(3)))
    answer = await record(stage, sitting, 4, edit(stage, 0, "y"))
    assert answer.data == {"lastSequence": 3, "recording": False}
    assert (await playback(stage, sitting))["complete"] is False


@pytest.mark.thorough
async def test_the_fullest_chapter_fits_into_its_document(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    alphabet = [chr(0x10000 + (number * 7_919) % 60_000) for number in range(50_000)]
    for number in range(1, 8):
        text = "".join(alphabet[number:] + alphabet[:number])
        answer = await record(stage, sitting, number, edit(stage, inserted=text, reset=True))
        assert answer.status == 200, answer.body
    assert (await playback(stage, sitting, fromMs=2**40))["frame"]["text"] == text


async def test_what_is_not_recorded_is_passed_over(stage: Stage) -> None:
    for sitting in (await running_attempt(stage), await attempt_of_kinds(stage, "numeric")):
        assert (await record(stage, sitting, 1, edit(stage, 0, "a"))).data == {"lastSequence": 1, "recording": False}
    assert await stage.documents("editRecords") == []


async def test_after_the_end_nothing_is_taken(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    await finish(stage, sitting)
    answer = await record(stage, sitting, 1, edit(stage, 0, "a"))
    assert (answer.status, answer.error["code"]) == (409, "attempt_closed")


async def test_ten_megabytes_are_too_much(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    answer = await record(stage, sitting, 1, edit(stage, 0, "x" * 10_000_000))
    assert (answer.status, answer.error["code"]) == (413, "payload_too_large")


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ([{"inserted": "x" * 50_001}], "string_too_long"),
        ([{"inserted": "x" * 30_001}, {"inserted": "x" * 30_000}], "too_much_inserted"),
        ([{"reset": True, "at": 1}], "reset_has_no_place"),
        ([{"at": -1}], "greater_than_equal"),
        ([{}] * 201, "too_long"),
    ],
)
async def test_bad_edits_are_refused(stage: Stage, sent: list[dict[str, Any]], code: str) -> None:
    sitting = await recorded_attempt(stage)
    answer = await record(stage, sitting, 1, *({**edit(stage), **each} for each in sent))
    assert answer.status == 400
    assert code in [each["code"] for each in answer.error["details"]]

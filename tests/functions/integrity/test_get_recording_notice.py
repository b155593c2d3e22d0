import pytest

from tests.fixtures.attempts import invited_candidate
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await invited_candidate(stage, recording={"clipboard": True})
    return Arranged(as_=sitting.candidate)


async def test_a_candidate_learns_before_starting_what_is_recorded(stage: Stage) -> None:
    sitting = await invited_candidate(stage, recording={"clipboard": True, "edits": True})
    notice = (await stage.call("get_recording_notice", as_=sitting.candidate)).data
    assert notice["recording"] == {"activity": False, "clipboard": True, "devices": False, "edits": True}
    assert len(notice["statements"]) == 2
    assert "never the text" in notice["statements"][0]


async def test_a_candidate_reads_the_instructions_and_the_time_limit_before_the_clock_starts(stage: Stage) -> None:
    sitting = await invited_candidate(stage, instructions="Answer **all** of them.", timeLimitMinutes=45)
    notice = (await stage.call("get_recording_notice", as_=sitting.candidate)).data
    assert (notice["instructions"], notice["timeLimitMinutes"]) == ("Answer **all** of them.", 45)


async def test_nothing_is_recorded_unless_the_authors_say_so(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    notice = (await stage.call("get_recording_notice", as_=sitting.candidate)).data
    assert set(notice["recording"].values()) == {False}
    assert notice["statements"] == []


async def test_an_attempt_shows_what_it_records(stage: Stage) -> None:
    sitting = await invited_candidate(stage, recording={"devices": True})
    await stage.call("start_attempt", as_=sitting.candidate)
    seen = await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)
    assert seen.data["recording"]["devices"]

import pytest

from shared.runtime.rate_limits import RateLimiter
from tests.fixtures.attempts import running_attempt, save
from tests.fixtures.integrity import edit, playback, record, recorded_attempt, type_out
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

TEXT = "".join(f"line {number}\n" for number in range(80))


@pytest.fixture(autouse=True)
def unlimited(stage: Stage) -> None:
    stage.composition.__dict__["limiter"] = RateLimiter(1_000_000)


async def arrange(stage: Stage) -> Arranged:
    sitting = await recorded_attempt(stage)
    await record(stage, sitting, 1, edit(stage, 0, "print()"))
    return Arranged(as_=sitting.recruiter, path=sitting.answer_path())


async def test_any_moment_is_found(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    await type_out(stage, sitting, TEXT)
    for batch in (0, 7, 15, 16, 31):
        seen = await playback(stage, sitting, fromMs=batch * 20_000)
        assert seen["frame"]["text"] == TEXT[: (batch + 1) * 10]
        assert seen["frame"]["edits"] == (batch + 1) * 10


async def test_a_range_holds_the_edits_behind_its_frame(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    await type_out(stage, sitting, TEXT)
    seen = await playback(stage, sitting, fromMs=100_000, untilMs=140_000)
    assert "".join(each["inserted"] for each in seen["edits"]) == TEXT[60:80]
    assert seen["nextFromMs"] is None


async def test_a_long_playback_comes_in_parts(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.integrity.get_playback.MOST_CHAPTERS", 1)
    sitting = await recorded_attempt(stage)
    await type_out(stage, sitting, TEXT)
    parts = [await playback(stage, sitting)]
    while (after := parts[-1]["nextFromMs"]) is not None:
        parts.append(await playback(stage, sitting, fromMs=after))
        assert parts[-1]["frame"]["edits"] == sum(len(part["edits"]) for part in parts[:-1]) + 10
    assert len(parts) > 1
    assert "".join(each["inserted"] for part in parts for each in part["edits"]) == TEXT[10:]


async def test_it_says_whether_it_ends_with_the_saved_answer(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    await record(stage, sitting, 1, edit(stage, 0, "print(1)"))
    assert (await playback(stage, sitting))["matchesAnswer"] is None
    for revision, (source, matches) in enumerate((("print(2)", False), ("print(1)", True)), 1):
        await save(stage, sitting, revision=revision, source=source)
        assert (await playback(stage, sitting))["matchesAnswer"] is matches


async def test_where_nothing_was_recorded_there_is_no_playback(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answer = await stage.call("get_playback", as_=sitting.recruiter, path=sitting.answer_path())
    assert (answer.status, answer.error["code"]) == (404, "edit_record_not_found")

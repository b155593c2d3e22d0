import pytest

from tests.fixtures.attempts import again, finish, save, seat, take_over
from tests.fixtures.integrity import attempt_with_findings, edit, record, recorded_attempt, report, signal
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await attempt_with_findings(stage)
    return Arranged(as_=sitting.recruiter, path=sitting.path)


async def test_everything_is_in_the_order_in_which_it_happened(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    stage.clock.advance(minutes=1)
    await record(stage, sitting, 1, edit(stage, 0, "print(1)", ago=10))
    stage.clock.advance(minutes=1)
    await save(stage, sitting, seat=seat(), revision=7)
    stage.clock.advance(minutes=1)
    body = {"language": "python", "source": "print(1)"}
    await stage.call("run_answer", as_=sitting.candidate, path=sitting.answer_path(), body=body)
    stage.clock.advance(minutes=2)
    await report(stage, sitting, signal(stage, 1, ago=30), signal(stage, 2, "focus_regained", ago=20))
    await take_over(stage, await again(stage, sitting), seat("phone"))
    stage.clock.advance(minutes=1)
    body = {"minutes": 5, "reason": "The fire alarm went off."}
    await stage.call("extend_attempt", as_=sitting.recruiter, path=sitting.path, body=body)
    stage.clock.advance(minutes=1)
    await finish(stage, await again(stage, sitting))
    seen = await stage.call("get_integrity_timeline", as_=sitting.recruiter, path=sitting.path)
    entries = seen.data["entries"]
    assert [each["kind"] for each in entries] == [
        "started",
        "edited",
        "saved_last",
        "ran",
        "focus_lost",
        "focus_regained",
        "taken_over",
        "extended",
        "submitted",
    ]
    assert [each["at"] for each in entries] == sorted(each["at"] for each in entries)
    assert len({each["id"] for each in entries}) == len(entries)
    assert (entries[2]["count"], seen.data["dropped"], seen.data["missing"]) == (7, 0, 0)


async def test_what_comes_late_stands_where_it_happened(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    stage.clock.advance(minutes=10)
    await report(stage, sitting, signal(stage, 1, "copied", ago=10, size=20))
    await report(stage, sitting, signal(stage, 1, "pasted", ago=300, size=20), tab="second")
    seen = await stage.call("get_integrity_timeline", as_=sitting.recruiter, path=sitting.path)
    assert [(each["kind"], each["tab"]) for each in seen.data["entries"][1:]] == [("pasted", 1), ("copied", 0)]

from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.auth.roles import Role
from shared.domain.attempts.accommodations import MAX_EXTENSIONS
from tests.fixtures.attempts import Sitting, again, finish, running_attempt, save
from tests.fixtures.stage import Answer, Arranged, Stage

pytestmark = pytest.mark.anyio

EXTENSION = {"minutes": 20, "reason": "The fire alarm went off."}


async def extend(stage: Stage, sitting: Sitting, **changes: Any) -> Answer:
    return await stage.call("extend_attempt", as_=sitting.recruiter, path=sitting.path, body={**EXTENSION, **changes})


async def arrange(stage: Stage) -> Arranged:
    sitting = await running_attempt(stage)
    return Arranged(as_=sitting.recruiter, path=sitting.path, body=EXTENSION)


async def test_a_running_attempt_gets_more_minutes_and_its_listeners_see_them(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    deadline = stage.clock.now() + timedelta(minutes=80)
    answer = await extend(stage, sitting)
    assert datetime.fromisoformat(answer.data["deadline"]) == deadline
    shown = await stage.document(sitting.document("attemptStatus"))
    assert shown is not None
    assert (shown["deadline"], shown["time"]["extendedMinutes"]) == (deadline, 20)
    assert "fire" not in str(shown), "the reason is for the hiring team"


async def test_what_is_saved_in_those_minutes_counts_and_then_the_attempt_is_closed(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    stage.clock.advance(minutes=59)
    staff = sitting.recruiter
    assert (await stage.call("extend_attempt", as_=staff, path=sitting.path, body=EXTENSION)).status == 200
    stage.clock.advance(minutes=20)
    await stage.settle()
    assert (await save(stage, await again(stage, sitting))).status == 200
    stage.clock.advance(minutes=1, seconds=5)
    await stage.settle()
    [attempt] = await stage.documents("attempts")
    assert (attempt["closedBy"], attempt["points"]) == ("deadline", "10.00")


async def test_who_gave_them_and_why_is_on_the_attempt_and_in_the_audit_log(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answer = await extend(stage, sitting)
    assert answer.data["timing"]["extensions"] == [
        {
            "minutes": 20,
            "reason": "The fire alarm went off.",
            "givenBy": sitting.recruiter.user_id,
            "givenAt": "2026-03-02T09:00:00Z",
        }
    ]
    [entry] = [each for each in await stage.documents("auditEntries") if each["action"] == "extend_attempt"]
    assert entry["actor"] == f"user:{sitting.recruiter.user_id}"


async def test_an_attempt_whose_time_is_up_but_that_is_not_closed_yet_can_be_extended(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    stage.clock.advance(minutes=59, seconds=59)
    recruiter = await stage.signed_in_again(sitting.recruiter)
    stage.clock.advance(seconds=7)
    answer = await stage.call("extend_attempt", as_=recruiter, path=sitting.path, body=EXTENSION)
    assert answer.status == 200
    assert (await save(stage, await again(stage, sitting))).status == 200


async def test_one_that_has_ended_can_not(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await finish(stage, sitting)
    answer = await extend(stage, sitting)
    assert (answer.status, answer.error["code"]) == (409, "attempt_closed")


async def test_nor_can_one_for_ever(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    extension = {"minutes": 1, "reason": "x", "givenBy": "somebody", "givenAt": stage.clock.now()}
    await stage.change(sitting.document("attempts"), timing={"extensions": [extension] * MAX_EXTENSIONS})
    assert (await extend(stage, sitting)).error["code"] == "too_many_extensions"


@pytest.mark.parametrize("changes", [{"minutes": 0}, {"minutes": 481}, {"minutes": -5}, {"reason": " "}])
async def test_minutes_and_a_reason_are_asked_for(stage: Stage, changes: dict[str, Any]) -> None:
    sitting = await running_attempt(stage)
    assert (await extend(stage, sitting, **changes)).status == 400


async def test_neither_a_candidate_nor_a_viewer_extends(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    for caller in (sitting.candidate, await stage.member(Role.VIEWER, tenant_id=sitting.tenant_id)):
        answer = await stage.call("extend_attempt", as_=caller, path=sitting.path, body=EXTENSION)
        assert answer.status in (403, 404)

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.fixtures.attempts import accommodated_candidate, finish, invited_candidate, running_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await invited_candidate(stage)
    body = {"timeMultiplier": "1.5", "breaks": 2, "breakMinutes": 10}
    return Arranged(as_=sitting.recruiter, path={"invitationId": sitting.invitation_id}, body=body)


@pytest.mark.parametrize(("multiplier", "minutes"), [("1", 60), ("1.25", 75), ("1.5", 90), ("2", 120), ("4", 240)])
async def test_the_clock_runs_so_many_times_longer(stage: Stage, multiplier: str, minutes: int) -> None:
    sitting = await accommodated_candidate(stage, timeMultiplier=multiplier)
    started = (await stage.call("start_attempt", as_=sitting.candidate)).data
    assert datetime.fromisoformat(started["deadline"]) == stage.clock.now() + timedelta(minutes=minutes)
    assert started["time"]["multiplier"] == multiplier


async def test_the_alarm_is_set_for_the_longer_time(stage: Stage) -> None:
    sitting = await accommodated_candidate(stage, timeMultiplier="1.5")
    await stage.call("start_attempt", as_=sitting.candidate)
    stage.clock.advance(minutes=90)
    await stage.settle()
    [attempt] = await stage.documents("attempts")
    assert attempt["status"] == "open"
    stage.clock.advance(seconds=5)
    await stage.settle()
    [attempt] = await stage.documents("attempts")
    assert attempt["closedBy"] == "deadline"


async def test_it_can_be_changed_until_the_attempt_starts(stage: Stage) -> None:
    call = await arrange(stage)
    for multiplier in ("2", "1.25"):
        answer = await stage.call(
            "set_accommodation", as_=call.as_, path=call.path, body={"timeMultiplier": multiplier}
        )
        assert answer.data["timeMultiplier"] == multiplier
    assert len(await stage.documents("accommodations")) == 1


async def test_after_that_the_attempt_is_extended_instead(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    path = {"invitationId": sitting.invitation_id}
    for _ in range(2):
        answer = await stage.call("set_accommodation", as_=sitting.recruiter, path=path, body={"timeMultiplier": "2"})
        assert (answer.status, answer.error["code"]) == (409, "attempt_started")
        await finish(stage, sitting)


async def test_one_that_is_set_while_the_attempt_starts_holds_or_is_refused(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    granted, started = await asyncio.gather(
        stage.call(
            "set_accommodation",
            as_=sitting.recruiter,
            path={"invitationId": sitting.invitation_id},
            body={"timeMultiplier": "2"},
        ),
        stage.call("start_attempt", as_=sitting.candidate),
    )
    minutes = 120 if granted.status == 200 else 60
    assert datetime.fromisoformat(started.data["deadline"]) == stage.clock.now() + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"timeMultiplier": "0.5"}, "/timeMultiplier"),
        ({"timeMultiplier": "4.01"}, "/timeMultiplier"),
        ({"timeMultiplier": "NaN"}, "/timeMultiplier"),
        ({"timeMultiplier": "1.001"}, "/timeMultiplier"),
        ({"timeMultiplier": "1", "breaks": 21, "breakMinutes": 5}, "/breaks"),
        ({"timeMultiplier": "1", "breaks": 2}, "/breakMinutes"),
        ({"timeMultiplier": "1", "breakMinutes": 5}, "/breakMinutes"),
    ],
)
async def test_what_is_no_accommodation_is_named(stage: Stage, body: dict[str, Any], pointer: str) -> None:
    call = await arrange(stage)
    answer = await stage.call("set_accommodation", as_=call.as_, path=call.path, body=body)
    assert answer.status == 400
    assert answer.error["details"][0]["pointer"] == pointer

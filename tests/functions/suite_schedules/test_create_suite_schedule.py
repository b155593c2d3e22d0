from datetime import UTC, datetime
from typing import Any

import pytest

from shared.domain.suite_runs.schedules import MAX_SCHEDULES
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import GPT, suite
from tests.fixtures.suite_schedules import DAILY, WEEKLY, scheduled

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    return Arranged(as_=played.author, path=played.path, body={**played.body, "recurrence": DAILY})


@pytest.mark.parametrize(
    ("recurrence", "due"),
    [
        (DAILY, "2026-03-03T06:30:00Z"),
        (WEEKLY, "2026-03-09T06:30:00Z"),
        ({"time": "10:01", "timeZone": "Europe/Berlin"}, "2026-03-02T09:01:00Z"),
        ({"time": "09:00"}, "2026-03-03T09:00:00Z"),
        ({"time": "09:00", "weekday": "sunday"}, "2026-03-08T09:00:00Z"),
    ],
)
async def test_the_first_run_is_due_at_the_next_such_time_of_the_zone(
    recurrence: dict[str, str], due: str, stage: Stage
) -> None:
    assert (await scheduled(stage, await suite(stage), recurrence=recurrence))["dueAt"] == due


async def test_clocks_that_change_change_the_instant_not_the_time(stage: Stage) -> None:
    stage.clock.time = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)
    assert (await scheduled(stage, await suite(stage)))["dueAt"] == "2026-03-29T05:30:00Z"


@pytest.mark.parametrize(
    "wrong", [{"time": "24:00"}, {"time": "7:30"}, {"time": "07:30", "timeZone": "Mars/Base"}, {"weekday": "monday"}]
)
async def test_a_time_that_is_none_is_400(wrong: dict[str, str], stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {**(call.body or {}), "recurrence": wrong}
    assert (await stage.arranged("create_suite_schedule", call)).status == 400


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"cardVersion": "7"}, 404, "card_version_not_found"),
        ({"caseSetId": "nobody"}, 404, "case_set_not_found"),
        ({"providers": [GPT]}, 409, "provider_key_missing"),
    ],
)
async def test_what_could_not_run_now_is_refused(changes: dict[str, Any], status: int, code: str, stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {**(call.body or {}), **changes}
    answer = await stage.arranged("create_suite_schedule", call)
    assert (answer.status, answer.error["code"]) == (status, code)
    assert await stage.documents("suiteSchedules") == []


async def test_a_card_has_no_more_than_ten(stage: Stage) -> None:
    call = await arrange(stage)
    for _ in range(MAX_SCHEDULES):
        assert (await stage.arranged("create_suite_schedule", call)).status == 201
    answer = await stage.arranged("create_suite_schedule", call)
    assert (answer.status, answer.error["code"]) == (409, "too_many_suite_schedules")

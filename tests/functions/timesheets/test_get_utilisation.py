from typing import Any

import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.time_tracking import WEEK, booked, worker

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, person, path = await worker(stage)
    await booked(stage, person, path)
    return Arranged(as_=admin, path={"memberId": person.user_id}, query={"weekOf": WEEK, "weeks": "2"})


async def test_a_week_is_as_full_as_its_time_beside_a_standard_week(stage: Stage) -> None:
    admin, person, path = await worker(stage)
    for day in ("2026-02-23", "2026-02-25", WEEK):
        await booked(stage, person, path, day=day, minutes=480)
    query = {"weekOf": "2026-02-23", "weeks": "3"}
    found = await stage.call("get_utilisation", as_=admin, path={"memberId": person.user_id}, query=query)
    weeks = [(each["weekOf"], each["workingSeconds"], each["percent"]) for each in found.data["weeks"]]
    assert weeks == [("2026-02-23", 144_000, "40.0"), (WEEK, 144_000, "20.0"), ("2026-03-09", 144_000, "0.0")]


NINE_TO_ONE = {"spans": [{"start": 540, "end": 780}]}
OFF: dict[str, Any] = {"spans": []}


async def test_holidays_and_hours_of_ones_own_count_and_a_week_off_has_no_share(stage: Stage) -> None:
    admin, person, path = await worker(stage)
    await booked(stage, person, path, day=WEEK, minutes=240)
    away = [{"day": f"2026-03-{day:02}", "spans": []} for day in range(9, 14)]
    hours = {"exceptions": [{"day": "2026-03-03", "spans": []}, *away]}
    await stage.call("set_tenant_calendar", as_=admin, body={"hours": hours})
    query = {"weekOf": WEEK, "weeks": "2"}

    async def weeks() -> list[tuple[int, str | None]]:
        found = await stage.call("get_utilisation", as_=admin, path={"memberId": person.user_id}, query=query)
        return [(each["workingSeconds"], each["percent"]) for each in found.data["weeks"]]

    assert await weeks() == [(4 * 8 * 3600, "12.5"), (0, None)]
    own = {"memberId": person.user_id, "hours": {"week": [*[NINE_TO_ONE] * 2, *[OFF] * 5]}}
    calendar = {"projectId": path["projectId"]}
    answer = await stage.call("set_project_calendar", as_=admin, path=calendar, body={"people": [own]})
    assert (answer.status, await weeks()) == (200, [(4 * 3600, "100.0"), (0, None)])


async def test_weeks_end_before_the_calendar_does(stage: Stage) -> None:
    call = await arrange(stage)
    statuses: list[int] = []
    for monday in ("9998-12-28", "9999-01-04"):
        call.query = {"weekOf": monday, "weeks": "26"}
        statuses.append((await stage.arranged("get_utilisation", call)).status)
    assert statuses == [200, 400]

import pytest

from tests.fixtures.schedules import apply, planned
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


FOUR_DAYS = [{"spans": [{"start": 480, "end": 960}]}] * 4 + [{}] * 3


async def arrange(stage: Stage) -> Arranged:
    admin, path, _ = await planned(stage, stored=False)
    return Arranged(as_=admin, path=path, body={"hours": {"week": FOUR_DAYS}})


async def test_a_project_without_fridays_starts_on_monday(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("set_project_calendar", call)
    assert call.as_ is not None
    assert (await apply(stage, call.as_, call.path))["finish"] == "2026-03-10T16:00:00Z"


async def test_a_person_on_holiday_does_their_tasks_later(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    away = {"memberId": call.as_.user_id, "hours": {"exceptions": [{"day": "2026-03-09"}]}}
    call.body = {"people": [away]}
    await stage.arranged("set_project_calendar", call)
    assert (await apply(stage, call.as_, call.path))["finish"] == "2026-03-10T17:00:00Z"


@pytest.mark.parametrize(
    "hours",
    [
        {"week": [{}] * 7},
        {"week": FOUR_DAYS[:6]},
        {"week": [{"spans": [{"start": 600, "end": 540}]}] * 7},
        {"zone": "Europe/Atlantis"},
        {"zone": "../../etc/passwd"},
    ],
)
async def test_a_calendar_without_working_time_or_sense_is_refused(stage: Stage, hours: dict[str, object]) -> None:
    call = await arrange(stage)
    call.body = {"hours": hours}
    assert (await stage.arranged("set_project_calendar", call)).status == 400
    assert await stage.documents("workingCalendars") == []

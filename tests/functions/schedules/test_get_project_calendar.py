import pytest

from tests.fixtures.schedules import planned
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path, _ = await planned(stage, stored=False)
    return Arranged(as_=admin, path=path)


async def test_a_calendar_is_empty_until_it_is_set(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("get_project_calendar", call)).data["updatedAt"] is None
    hours = {"exceptions": [{"day": "2026-12-24"}], "zone": "Europe/Berlin"}
    await stage.call("set_project_calendar", as_=call.as_, path=call.path, body={"hours": hours})
    data = (await stage.arranged("get_project_calendar", call)).data
    assert data["hours"] == {"week": None, "exceptions": [{"day": "2026-12-24", "spans": []}], "zone": "Europe/Berlin"}

import pytest

from shared.auth.roles import Role
from tests.fixtures.schedules import apply, planned
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.ADMIN), body={"hours": {"exceptions": [{"day": "2026-03-06"}]}})


async def test_a_holiday_of_the_tenant_is_one_of_every_project(stage: Stage) -> None:
    admin, path, _ = await planned(stage, stored=False)
    call = await arrange(stage)
    call.as_ = admin
    await stage.arranged("set_tenant_calendar", call)
    assert (await apply(stage, admin, path))["finish"] == "2026-03-10T17:00:00Z"


async def test_a_tenant_without_working_time_is_refused(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"hours": {"week": [{}] * 7}}
    assert (await stage.arranged("set_tenant_calendar", call)).status == 400

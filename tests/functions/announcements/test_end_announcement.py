from datetime import timedelta

import pytest

from shared.auth.roles import Role
from tests.fixtures.announcements import announced
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await staff_member(stage), path={"announcementId": await announced(stage)})


async def test_it_is_shown_no_more(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("end_announcement", call)).data["endsAt"] == "2026-03-02T09:00:00Z"
    shown = await stage.call("list_current_announcements", as_=await stage.member(Role.VIEWER))
    assert shown.data["announcements"] == []


async def test_one_that_is_over_stays_as_it_is(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("end_announcement", call)
    stage.clock.advance(minutes=10)
    assert (await stage.arranged("end_announcement", call)).data["endsAt"] == "2026-03-02T09:00:00Z"


async def test_one_that_is_still_to_come_never_will(stage: Stage) -> None:
    identifier = await announced(stage, begins_in=timedelta(days=1))
    await stage.call("end_announcement", as_=await staff_member(stage), path={"announcementId": identifier})
    stage.clock.advance(days=2)
    shown = await stage.call("list_current_announcements", as_=await stage.member(Role.VIEWER))
    assert shown.data["announcements"] == []


async def test_an_unknown_one_is_404(stage: Stage) -> None:
    answer = await stage.call("end_announcement", as_=await staff_member(stage), path={"announcementId": "none"})
    assert (answer.status, answer.error["code"]) == (404, "announcement_not_found")

from datetime import timedelta

import pytest

from shared.auth.roles import Role
from tests.fixtures.announcements import announced
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    await announced(stage)
    return Arranged(as_=await staff_member(stage))


async def test_staff_see_what_is_shown_to_come_and_over_the_latest_first(stage: Stage) -> None:
    made = [await announced(stage, title=title) for title in ("First", "Second")]
    made.append(await announced(stage, begins_in=timedelta(days=1)))
    staff = await staff_member(stage)
    await stage.call("end_announcement", as_=staff, path={"announcementId": made[0]})
    board = (await stage.call("list_announcements", as_=staff)).data["announcements"]
    assert [each["id"] for each in board] == made[::-1]


async def test_members_do_not_see_what_is_to_come(stage: Stage) -> None:
    assert (await stage.call("list_announcements", as_=await stage.member(Role.OWNER))).status == 403

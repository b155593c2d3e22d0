from datetime import timedelta

import pytest

from shared.auth.roles import Role
from tests.fixtures.announcements import announced
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    await announced(stage)
    return Arranged(as_=await stage.member(Role.VIEWER))


async def test_members_of_every_tenant_see_what_is_announced_while_it_holds(stage: Stage) -> None:
    ends = (stage.clock.now() + timedelta(minutes=30)).isoformat()
    identifier = await announced(stage, begins_in=timedelta(minutes=10), endsAt=ends)
    members = [await stage.member(Role.VIEWER), await stage.member(Role.OWNER)]

    async def shown() -> list[list[str]]:
        answers = [await stage.call("list_current_announcements", as_=each) for each in members]
        return [[each["id"] for each in answer.data["announcements"]] for answer in answers]

    assert await shown() == [[], []]
    stage.clock.advance(minutes=10)
    assert await shown() == [[identifier], [identifier]]
    stage.clock.advance(minutes=20)
    assert await shown() == [[], []]


async def test_members_do_not_learn_who_of_the_staff_wrote_it(stage: Stage) -> None:
    answer = await stage.arranged("list_current_announcements", await arrange(stage))
    [notice] = answer.data["announcements"]
    assert set(notice) == {"id", "title", "text", "severity", "startsAt", "endsAt"}

import pytest

from shared.auth.roles import Role
from tests.fixtures.injections import allowed
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    await allowed(stage, recruiter)
    return Arranged(as_=recruiter)


async def test_allowances_are_listed_with_their_reasons_the_latest_first(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    await allowed(stage, recruiter, text="first", reason="One")
    stage.clock.advance(seconds=1)
    await allowed(stage, recruiter, text="second", reason="Two")
    items = (await stage.call("list_allowances", as_=recruiter)).data
    assert [(each["excerpt"], each["reason"]) for each in items] == [("second", "Two"), ("first", "One")]


async def test_those_of_one_member_can_be_listed(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    await allowed(stage, recruiter)
    for author, count in ((recruiter.user_id, 1), ("somebody", 0)):
        answer = await stage.call("list_allowances", as_=recruiter, query={"createdBy": author})
        assert len(answer.data) == count

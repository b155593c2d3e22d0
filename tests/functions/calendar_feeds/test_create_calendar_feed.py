import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import feed_token
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.MEMBER), body={})


async def test_a_new_address_ends_the_one_before(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    first = await feed_token(stage, call.as_)
    second = await feed_token(stage, call.as_)
    answers = [await stage.call("get_calendar_feed", path={"token": each}) for each in (first, second)]
    assert [each.status for each in answers] == [404, 200]

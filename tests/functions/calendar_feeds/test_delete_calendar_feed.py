import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import feed_token
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    person = await stage.member(Role.MEMBER)
    await feed_token(stage, person)
    return Arranged(as_=person)


async def test_an_address_that_was_taken_away_leads_nowhere(stage: Stage) -> None:
    person = await stage.member(Role.MEMBER)
    token = await feed_token(stage, person)
    assert (await stage.call("delete_calendar_feed", as_=person)).status == 204
    assert (await stage.call("get_calendar_feed", path={"token": token})).status == 404
    assert (await stage.call("delete_calendar_feed", as_=person)).status == 404

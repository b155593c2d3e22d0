import pytest

from tests.fixtures.inbound import PAID, STRANGE, a_source, received, sends
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    source = await a_source(stage)
    return Arranged(as_=source.admin, path=source.path)


async def test_nothing_more_is_taken_and_what_came_stays_listed(stage: Stage) -> None:
    source, event = await received(stage, STRANGE)
    for _ in range(2):
        answer = await stage.call("revoke_inbound_source", as_=source.admin, path=source.path)
        assert answer.data["revokedAt"] is not None
    assert (await sends(stage, source, PAID)).status == 401
    listed = (await stage.call("list_inbound_events", as_=source.admin, path=source.path)).data
    assert [each["id"] for each in listed] == [event["id"]]


async def test_the_secret_before_the_last_is_revoked_with_it(stage: Stage) -> None:
    source = await a_source(stage)
    await stage.call("rotate_inbound_secret", as_=source.admin, path=source.path)
    await stage.call("revoke_inbound_source", as_=source.admin, path=source.path)
    assert (await sends(stage, source, PAID)).status == 401

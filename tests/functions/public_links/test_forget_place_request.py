import pytest

from shared.domain.invitations.events import PlaceRequestStale
from tests.fixtures.public_links import ask, public_link
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    link = await public_link(stage)
    await ask(stage, link)
    [asked] = await stage.documents("placeRequests")
    stage.clock.advance(days=1)
    return Arranged(event=PlaceRequestStale(request_id=asked["id"]), tenant_id=link.recruiter.tenant_id)


async def test_whoever_asks_again_is_kept_a_day_longer(stage: Stage) -> None:
    link = await public_link(stage)
    await ask(stage, link)
    stage.clock.advance(hours=12)
    await ask(stage, link)
    stage.clock.advance(hours=12)
    await stage.settle()
    assert len(await stage.documents("placeRequests")) == 1
    stage.clock.advance(hours=12)
    await stage.settle()
    assert await stage.documents("placeRequests") == []


async def test_a_request_that_is_gone_is_no_failure(stage: Stage) -> None:
    envelope = stage.envelope(PlaceRequestStale(request_id="gone"), await stage.tenant())
    assert await stage.deliver("forget_place_request", envelope) == 204

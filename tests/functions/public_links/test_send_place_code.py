import pytest

from shared.domain.invitations.events import PlaceRequested
from shared.errors import DependencyUnavailable
from tests.fixtures.public_links import Public, ask, codes, public_link
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def requested(stage: Stage, link: Public) -> PlaceRequested:
    await ask(stage, link)
    [asked] = await stage.documents("placeRequests")
    return PlaceRequested(request_id=asked["id"], challenge_id=asked["challenge"]["id"])


async def arrange(stage: Stage) -> Arranged:
    link = await public_link(stage)
    return Arranged(event=await requested(stage, link), tenant_id=link.recruiter.tenant_id)


async def test_a_mail_server_that_is_away_only_delays_the_code(stage: Stage) -> None:
    link = await public_link(stage)
    stage.mailer.failure = DependencyUnavailable("the mail server is away")
    await ask(stage, link)
    await stage.settle()
    stage.mailer.failure = None
    stage.clock.advance(minutes=5)
    await stage.settle()
    assert len(codes(stage, "dora@example.com")) == 1


async def test_a_code_that_was_replaced_or_ran_out_is_not_mailed(stage: Stage) -> None:
    link = await public_link(stage)
    event = await requested(stage, link)
    replaced = stage.envelope(event.with_(challenge_id="older"), link.recruiter.tenant_id)
    assert await stage.deliver("send_place_code", replaced) == 204
    stage.clock.advance(minutes=10)
    assert await stage.deliver("send_place_code", stage.envelope(event, link.recruiter.tenant_id)) == 204
    assert stage.mailer.sent == []

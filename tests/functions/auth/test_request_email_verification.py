import pytest

from tests.fixtures.people import sign_up
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(), body={})


async def test_the_mail_goes_to_ones_own_address(stage: Stage) -> None:
    owner = await sign_up(stage)
    assert (await stage.call("request_email_verification", as_=owner, body={})).status == 204
    await stage.settle()
    assert [mail.to for mail in stage.mailer.sent] == [owner.email]


async def test_a_candidate_has_no_address_here(stage: Stage) -> None:
    candidate = await stage.candidate(await stage.tenant(), "invitation")
    assert (await stage.call("request_email_verification", as_=candidate, body={})).status == 403

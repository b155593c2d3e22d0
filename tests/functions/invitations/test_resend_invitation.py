import pytest

from tests.fixtures.attempts import invited_candidate, running_attempt
from tests.fixtures.people import mailed_link
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await invited_candidate(stage)
    stage.clock.advance(minutes=10)
    return Arranged(as_=sitting.recruiter, path={"invitationId": sitting.invitation_id})


async def test_another_mail_has_the_same_link(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.settle()
    link = mailed_link(stage)
    assert (await stage.arranged("resend_invitation", call)).data["resentCount"] == 1
    await stage.settle()
    assert len(stage.mailer.sent) == 2
    assert mailed_link(stage) == link
    assert len({mail.message_id for mail in stage.mailer.sent}) == 2


async def test_whoever_lost_the_mail_after_opening_it_gets_another(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    await stage.settle()
    await stage.call("redeem_invitation", body={"token": sitting.token})
    stage.clock.advance(minutes=10)
    await stage.call("resend_invitation", as_=sitting.recruiter, path={"invitationId": sitting.invitation_id})
    await stage.settle()
    assert len(stage.mailer.sent) == 2


async def test_mails_come_ten_minutes_apart_and_five_times_at_most(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    for _ in range(5):
        call.as_ = await stage.signed_in_again(call.as_)
        assert (await stage.arranged("resend_invitation", call)).status == 200
        early = await stage.arranged("resend_invitation", call)
        assert early.status in (409, 429)
        stage.clock.advance(minutes=9)
        assert (await stage.arranged("resend_invitation", call)).status in (409, 429)
        stage.clock.advance(minutes=1)
    call.as_ = await stage.signed_in_again(call.as_)
    answer = await stage.arranged("resend_invitation", call)
    assert (answer.status, answer.error["code"]) == (409, "resent_too_often")


async def test_an_early_one_says_when_to_come_back(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    stage.clock.advance(minutes=4)
    path = {"invitationId": sitting.invitation_id}
    answer = await stage.call("resend_invitation", as_=sitting.recruiter, path=path)
    assert (answer.status, answer.headers["retry-after"]) == (429, "360")


async def test_nothing_is_sent_to_somebody_who_has_begun(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    stage.clock.advance(minutes=10)
    path = {"invitationId": sitting.invitation_id}
    answer = await stage.call("resend_invitation", as_=sitting.recruiter, path=path)
    assert (answer.status, answer.error["code"]) == (409, "invitation_used")

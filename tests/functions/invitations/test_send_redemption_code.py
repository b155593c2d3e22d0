import pytest

from shared.domain.invitations.events import CodeRequested
from tests.fixtures.attempts import Sitting, invited_candidate
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def asked(stage: Stage) -> tuple[Sitting, CodeRequested]:
    sitting = await invited_candidate(stage)
    await stage.settle()
    for _ in range(2):
        await stage.call("redeem_invitation", body={"token": sitting.token})
    stored = await stage.document(sitting.document("invitations"))
    assert stored is not None
    event = CodeRequested(invitation_id=sitting.invitation_id, challenge_id=stored["challenge"]["id"])
    stage.bus.waiting.clear()
    stage.mailer.sent.clear()
    return sitting, event


async def arrange(stage: Stage) -> Arranged:
    sitting, event = await asked(stage)
    return Arranged(event=event, tenant_id=sitting.tenant_id)


async def test_the_mail_holds_the_code(stage: Stage) -> None:
    sitting, event = await asked(stage)
    assert await stage.deliver("send_redemption_code", stage.envelope(event, sitting.tenant_id)) == 204
    [mail] = stage.mailer.sent
    assert mail.to == "carl@example.com"
    code = mail.subject.removeprefix("Your code: ")
    answer = await stage.call("confirm_redemption", body={"token": sitting.token, "code": code})
    assert answer.status == 200


async def test_a_code_that_a_newer_one_replaced_is_not_mailed(stage: Stage) -> None:
    sitting, event = await asked(stage)
    stage.clock.advance(minutes=1)
    await stage.call("redeem_invitation", body={"token": sitting.token})
    assert await stage.deliver("send_redemption_code", stage.envelope(event, sitting.tenant_id)) == 204
    assert stage.mailer.sent == []


async def test_a_code_that_ran_out_meanwhile_is_not_mailed(stage: Stage) -> None:
    sitting, event = await asked(stage)
    stage.clock.advance(minutes=10)
    assert await stage.deliver("send_redemption_code", stage.envelope(event, sitting.tenant_id)) == 204
    assert stage.mailer.sent == []

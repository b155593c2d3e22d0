import pytest

from shared.domain.inbound.events import UserReported
from tests.fixtures.inbound import JOINED, a_source, received, sends
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    source, event = await received(stage, JOINED)
    await stage.waiting()
    return Arranged(event=UserReported(record_id=event["id"]), tenant_id=source.admin.tenant_id)


async def test_the_person_is_invited_by_mail_in_the_sources_role(stage: Stage) -> None:
    source, _ = await received(stage, JOINED, invitesAs="member")
    await stage.settle()
    [invitation] = await stage.documents("memberInvitations")
    assert (invitation["email"], invitation["role"]) == ("new@example.com", "member")
    assert invitation["invitedBy"] == f"inboundSource:{source.id}"
    assert [mail.to for mail in stage.mailer.sent] == ["new@example.com"]


async def test_whoever_is_invited_already_gets_no_second_mail(stage: Stage) -> None:
    source, _ = await received(stage, JOINED)
    await stage.settle()
    await sends(stage, source, {**JOINED, "id": "evt-9"})
    await stage.settle()
    assert len(await stage.documents("memberInvitations")) == len(stage.mailer.sent) == 1
    assert {each["status"] for each in await stage.documents("inboundEvents")} == {"handled"}


async def test_whoever_let_an_invitation_expire_is_invited_anew(stage: Stage) -> None:
    source, _ = await received(stage, JOINED)
    await stage.settle()
    stage.clock.advance(days=30)
    await sends(stage, source, {**JOINED, "id": "evt-9"})
    await stage.settle()
    assert len(await stage.documents("memberInvitations")) == 2


async def test_an_address_that_is_none_is_refused_and_told(stage: Stage) -> None:
    source = await a_source(stage)
    await sends(stage, source, {**JOINED, "data": {"email": "nobody"}})
    await stage.settle()
    [event] = await stage.documents("inboundEvents")
    assert (event["status"], event["problem"]) == ("refused", "invalid_data")
    assert stage.mailer.sent == []

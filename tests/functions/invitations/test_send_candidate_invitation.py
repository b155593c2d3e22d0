import re

import pytest

from shared.domain.invitations.events import CandidateInvited
from shared.errors import DependencyUnavailable
from tests.fixtures.attempts import finish, invited_candidate, running_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await invited_candidate(stage)
    return Arranged(event=CandidateInvited(invitation_id=sitting.invitation_id), tenant_id=sitting.tenant_id)


async def test_the_mail_holds_a_link_that_can_be_redeemed(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    await stage.settle()
    [mail] = stage.mailer.sent
    assert mail.to == "carl@example.com"
    assert mail.subject == "Acme invites you: Backend engineer"
    found = re.search(r"/take\?token=([\w.-]+)", mail.text)
    assert found is not None
    assert found[1] == sitting.token
    answer = await stage.call("redeem_invitation", body={"token": found[1]})
    assert answer.data["invitationId"] == sitting.invitation_id


async def test_a_mail_server_that_is_away_only_delays_it(stage: Stage) -> None:
    call = await arrange(stage)
    stage.mailer.failure = DependencyUnavailable("the mail server is away")
    await stage.settle()
    assert stage.mailer.sent == []
    stage.mailer.failure = None
    stage.clock.advance(minutes=15)
    await stage.settle()
    assert call.event is not None
    assert [mail.to for mail in stage.mailer.sent] == ["carl@example.com"]


async def test_nothing_is_sent_once_the_attempt_has_ended(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await finish(stage, sitting)
    event = CandidateInvited(invitation_id=sitting.invitation_id)
    sent = len(stage.mailer.sent)
    assert await stage.deliver("send_candidate_invitation", stage.envelope(event, sitting.tenant_id)) == 204
    assert len(stage.mailer.sent) == sent


async def test_an_invitation_that_is_gone_is_no_failure(stage: Stage) -> None:
    envelope = stage.envelope(CandidateInvited(invitation_id="gone"), await stage.tenant())
    assert await stage.deliver("send_candidate_invitation", envelope) == 204
    assert stage.mailer.sent == []


async def test_a_calendar_file_says_until_when_the_link_can_be_used(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    path = f"tenants/{sitting.tenant_id}/tenant/{sitting.tenant_id}"
    await stage.change(path, timeZone="Europe/Berlin")
    await stage.settle()
    [attached] = stage.mailer.sent[0].attachments
    assert (attached.filename, attached.media_type) == ("assessment.ics", "text/calendar")
    assert b"DTEND;TZID=Europe/Berlin:20260316T100000" in attached.content
    assert f"UID:{sitting.invitation_id}@ella".encode() in attached.content

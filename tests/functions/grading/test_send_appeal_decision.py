import pytest

from shared.domain.grading.events import AppealDecided
from shared.domain.invitations.model import ERASED_EMAIL
from tests.fixtures.appeals import appealed, decide
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage, *, points: str | None = "8") -> Arranged:
    graded = await appealed(stage)
    await decide(stage, graded, points=points)
    sitting = graded.sitting
    event = AppealDecided(attempt_id=sitting.invitation_id, question_id=sitting.question_ids[0])
    return Arranged(path=sitting.path, event=event, tenant_id=sitting.tenant_id)


@pytest.mark.parametrize(
    ("points", "locale", "subject", "said"),
    [
        ("8", "en", "Your appeal was upheld: Backend engineer", "8.00 points instead of 4.00"),
        ("8", "de", "Ihrem Einspruch wurde stattgegeben: Backend engineer", "8.00 statt 4.00"),
        (None, "en", "Your appeal was rejected: Backend engineer", "stays at 4.00 points"),
        (None, "de", "Ihr Einspruch wurde abgelehnt: Backend engineer", "bei 4.00 Punkten"),
    ],
)
async def test_the_candidate_is_told_once_with_the_reason_and_their_link(
    stage: Stage, points: str | None, locale: str, subject: str, said: str
) -> None:
    call = await arrange(stage, points=points)
    assert call.event is not None
    await stage.change(f"tenants/{call.tenant_id}/tenant/{call.tenant_id}", locale=locale)
    before, envelope = len(stage.mailer.sent), stage.envelope(call.event, call.tenant_id)
    for _ in range(2):
        await stage.deliver("send_appeal_decision", envelope)
    [mail] = stage.mailer.sent[before:]
    assert (mail.to, mail.subject) == ("carl@example.com", subject)
    assert said in mail.text
    assert "The example is there." in mail.text
    assert f"/take?token={call.tenant_id}.{call.path['attemptId']}." in mail.text


async def test_nobody_who_was_erased_gets_a_mail(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    await stage.change(f"tenants/{call.tenant_id}/attempts/{call.path['attemptId']}", candidateEmail=ERASED_EMAIL)
    before = len(stage.mailer.sent)
    await stage.deliver("send_appeal_decision", stage.envelope(call.event, call.tenant_id))
    assert len(stage.mailer.sent) == before

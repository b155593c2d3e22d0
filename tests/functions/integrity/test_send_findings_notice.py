import pytest

from shared.domain.integrity.events import FindingsOpened, IntegritySummaryDue
from shared.domain.invitations.model import ERASED_EMAIL
from tests.fixtures.attempts import finish
from tests.fixtures.integrity import attempt_with_findings, recorded_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await attempt_with_findings(stage)
    return Arranged(
        path=sitting.path, event=FindingsOpened(attempt_id=sitting.invitation_id), tenant_id=sitting.tenant_id
    )


def notices(stage: Stage) -> list[str]:
    return [mail.text for mail in stage.mailer.sent if mail.subject.startswith("Something to answer")]


async def test_a_candidate_is_told_once_however_often_it_is_summed_up(stage: Stage) -> None:
    sitting = await attempt_with_findings(stage)
    for _ in range(2):
        event = IntegritySummaryDue(attempt_id=sitting.invitation_id)
        await stage.deliver("summarize_integrity", stage.envelope(event, sitting.tenant_id))
        await stage.settle()
    [text] = notices(stage)
    assert f"/take?token={sitting.tenant_id}.{sitting.invitation_id}." in text
    assert "pasted" not in text


async def test_where_nothing_was_found_nobody_is_told(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    await finish(stage, sitting)
    await stage.settle()
    assert len(await stage.documents("integritySummaries")) == 1
    assert notices(stage) == []


async def test_it_is_written_in_the_tenants_language_and_to_nobody_who_was_erased(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    await stage.change(f"tenants/{call.tenant_id}/tenant/{call.tenant_id}", locale="de")
    before = len(stage.mailer.sent)
    for address in ("carl@example.com", ERASED_EMAIL):
        await stage.change(f"tenants/{call.tenant_id}/attempts/{call.path['attemptId']}", candidateEmail=address)
        await stage.deliver("send_findings_notice", stage.envelope(call.event, call.tenant_id))
    assert [mail.subject for mail in stage.mailer.sent[before:]] == ["Ihre Stellungnahme: Backend engineer"]

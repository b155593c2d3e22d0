import pytest

from shared.auth.roles import Role
from shared.domain.plans.events import QuotaNearlyUsed
from shared.domain.plans.model import Quota
from tests.fixtures.attempts import invited_candidate
from tests.fixtures.quotas import on_free_plan, use
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    return Arranged(event=QuotaNearlyUsed(quota="members", used=5, limit=5), tenant_id=owner.tenant_id)


async def test_whoever_reaches_the_line_has_the_owner_told_once(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    owner = await stage.member(Role.OWNER, tenant_id=sitting.tenant_id)
    await on_free_plan(stage, sitting.tenant_id)
    await use(stage, sitting.tenant_id, Quota.ASSESSMENTS, 20 - 2)
    await stage.settle()
    path = {"assessmentId": sitting.assessment_id}
    statuses: list[int] = []
    for number in range(2):
        body = {"email": f"c{number}@example.com", "name": "Carl"}
        statuses.append((await stage.call("invite_candidate", as_=sitting.recruiter, path=path, body=body)).status)
        await stage.settle()
    told = [each for each in await stage.documents("notifications") if each["kind"] == "quota_nearly_used"]
    [values] = [each["values"] for each in told]
    assert values == {"quota": "assessments", "used": "20", "limit": "25"}
    assert "invitations a month" in [mail.subject for mail in stage.mailer.sent if mail.to == owner.email][-1]

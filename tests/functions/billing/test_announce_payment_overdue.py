from datetime import UTC, datetime

import pytest

from shared.auth.roles import Role
from shared.domain.billing.events import PaymentOverdue
from tests.fixtures.billing import goes, subscriber
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    until = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
    return Arranged(event=PaymentOverdue(plan="team", grace_until=until), tenant_id=owner.tenant_id)


async def test_owners_and_admins_hear_until_when_to_pay(stage: Stage) -> None:
    owner, customer_id = await subscriber(stage)
    admin = await stage.member(Role.ADMIN, tenant_id=owner.tenant_id)
    await stage.member(Role.RECRUITER, tenant_id=owner.tenant_id)
    await goes(stage, customer_id, "past_due")
    assert {mail.to for mail in stage.mailer.sent} == {owner.email, admin.email}
    assert all("2026-03-09 09:00 UTC" in mail.text for mail in stage.mailer.sent)

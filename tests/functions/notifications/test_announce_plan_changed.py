import pytest

from shared.auth.roles import Role
from shared.domain.plans.events import PlanChanged
from tests.fixtures.notifications import told_of_plan
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    return Arranged(event=PlanChanged(before="free", plan="team"), tenant_id=owner.tenant_id)


async def test_active_owners_and_admins_hear_and_nobody_else(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    admin, left, manager = [
        await stage.member(role, tenant_id=owner.tenant_id) for role in (Role.ADMIN, Role.ADMIN, Role.MANAGER)
    ]
    await stage.change(f"tenants/{owner.tenant_id}/members/{left.user_id}", isActive=False)
    await stage.member(Role.OWNER)
    await told_of_plan(stage, owner.tenant_id)
    told = {each["memberId"] for each in await stage.documents("notifications")}
    assert told == {owner.user_id, admin.user_id}
    assert {mail.to for mail in stage.mailer.sent} == {owner.email, admin.email}
    assert manager.user_id not in told

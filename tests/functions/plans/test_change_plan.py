import pytest

from shared.auth.permissions import Permission
from shared.auth.roles import Role
from shared.config import PlanName
from shared.domain.plans.model import PLANS, Quota
from tests.fixtures.attempts import invited_candidate
from tests.fixtures.quotas import FREE, on_free_plan, use
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Answer, Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    await on_free_plan(stage, owner.tenant_id)
    return Arranged(as_=await staff_member(stage), path={"tenantId": owner.tenant_id}, body={"plan": "team"})


async def change(stage: Stage, tenant_id: str, plan: str) -> Answer:
    staff = await staff_member(stage)
    return await stage.call("change_plan", as_=staff, path={"tenantId": tenant_id}, body={"plan": plan})


async def test_the_new_quotas_hold_at_once(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    await on_free_plan(stage, sitting.tenant_id)
    await use(stage, sitting.tenant_id, Quota.ASSESSMENTS, FREE.assessments_per_month)
    invite, another = ({"email": f"{name}@example.com", "name": "Carl"} for name in "cd")
    path = {"assessmentId": sitting.assessment_id}
    assert (await stage.call("invite_candidate", as_=sitting.recruiter, path=path, body=invite)).status == 403
    assert (await change(stage, sitting.tenant_id, "team")).data["plan"] == "team"
    assert (await stage.call("invite_candidate", as_=sitting.recruiter, path=path, body=invite)).status == 201
    await change(stage, sitting.tenant_id, "free")
    assert (await stage.call("invite_candidate", as_=sitting.recruiter, path=path, body=another)).status == 403


async def test_the_tenants_own_log_says_who_changed_it_and_the_owners_hear(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    assert (await stage.arranged("change_plan", call)).status == 200
    [entry] = await stage.audited("change_plan")
    assert (entry["tenantId"], entry["actor"]) == (call.path["tenantId"], f"user:{call.as_.user_id}")
    await stage.settle()
    [mail] = stage.mailer.sent
    assert "from “free” to “team”" in mail.text
    [told] = await stage.documents("notifications")
    assert told["values"] == {"before": "free", "plan": "team"}


async def test_the_plan_a_tenant_has_already_is_told_to_nobody(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"plan": "free"}
    for _ in range(2):
        assert (await stage.arranged("change_plan", call)).status == 200
    assert await stage.waiting() == []


async def test_a_bigger_plan_has_warnings_of_its_own(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    path = {"assessmentId": sitting.assessment_id}
    said: list[object] = []
    for plan in (PlanName.FREE, PlanName.TEAM):
        await change(stage, sitting.tenant_id, plan)
        await use(stage, sitting.tenant_id, Quota.ASSESSMENTS, PLANS[plan].assessments_per_month * 8 // 10)
        body = {"email": f"{plan}@example.com", "name": "Carl"}
        assert (await stage.call("invite_candidate", as_=sitting.recruiter, path=path, body=body)).status == 201
        said += [each.data["limit"] for each in await stage.waiting() if each.type == "plans.quota.nearly_used.v1"]
    assert said == [25, 500]


async def test_nobody_but_staff_changes_it(stage: Stage) -> None:
    call = await arrange(stage)
    tenant_id = call.path["tenantId"]
    for somebody in (await stage.member(Role.OWNER, tenant_id=tenant_id), await stage.api_key(*Permission)):
        call.as_ = somebody
        assert (await stage.arranged("change_plan", call)).status == 403
    tenant = await stage.document(f"tenants/{tenant_id}/tenant/{tenant_id}")
    assert tenant is not None
    assert tenant["plan"] == "free"

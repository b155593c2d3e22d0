import pytest

from shared.auth.roles import Role
from shared.data.store import AmbiguousCommit
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    staff = await staff_member(stage)
    await stage.call("list_tenants", as_=staff)
    return Arranged(as_=staff)


async def test_whatever_staff_read_across_tenants_is_in_the_platforms_log(stage: Stage) -> None:
    staff, tenant_id = await staff_member(stage), await stage.tenant()
    await stage.call("list_tenants", as_=staff)
    stage.clock.advance(minutes=1)
    await stage.call("get_tenant_usage", as_=staff, path={"tenantId": tenant_id})
    stage.clock.advance(minutes=1)
    answer = await stage.call("list_platform_audit_entries", as_=staff)
    told = [(entry["action"], entry["outcome"], entry["actor"], entry["target"]) for entry in answer.data]
    who = f"user:{staff.user_id}"
    assert told == [
        ("list_platform_audit_entries", "viewed", who, {}),
        ("get_tenant_usage", "viewed", who, {"tenantId": tenant_id}),
        ("list_tenants", "viewed", who, {}),
    ]
    query = {"action": "list_tenants", "actor": who}
    [entry] = (await stage.call("list_platform_audit_entries", as_=staff, query=query)).data
    assert entry["action"] == "list_tenants"


async def test_what_can_not_be_recorded_is_not_shown(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    staff = await staff_member(stage)

    async def lost(*_: object) -> dict[str, str]:
        raise AmbiguousCommit("gone")

    monkeypatch.setattr(stage.store, "commit", lost)
    answer = await stage.call("list_tenants", as_=staff)
    assert answer.status >= 500
    assert "data" not in answer.body


async def test_the_platforms_log_has_a_tree_of_its_own(stage: Stage) -> None:
    await arrange(stage)
    await stage.tick("sequence_audit_entries")
    [entry] = await stage.audited("list_tenants")
    assert (entry["tenantId"], entry["index"]) == ("platform", 0)


async def test_nobody_enters_the_platforms_partition_as_a_tenant(stage: Stage) -> None:
    await arrange(stage)
    owner = await stage.member(Role.OWNER)
    answer = await stage.call("list_audit_entries", as_=owner, headers={"x-tenant-id": "platform"})
    assert (answer.status, answer.error["code"]) == (403, "not_a_member")
    assert (await stage.call("list_platform_audit_entries", as_=owner)).status == 403

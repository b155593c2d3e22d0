import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    return Arranged(as_=owner, path={"tenantId": owner.tenant_id})


async def test_every_member_sees_the_tenant_and_its_defaults(stage: Stage) -> None:
    viewer = await stage.member(Role.VIEWER)
    answer = await stage.call("get_tenant", as_=viewer, path={"tenantId": viewer.tenant_id})
    assert answer.data["name"] == "Acme"
    assert (answer.data["locale"], answer.data["timeZone"], answer.data["retentionDays"]) == ("en", "UTC", None)
    assert (answer.data["state"], answer.data["closesAt"]) == ("active", None)


async def test_another_tenants_id_is_404(stage: Stage) -> None:
    viewer, stranger = await stage.member(), await stage.member()
    answer = await stage.call("get_tenant", as_=viewer, path={"tenantId": stranger.tenant_id})
    assert (answer.status, answer.error["code"]) == (404, "tenant_not_found")

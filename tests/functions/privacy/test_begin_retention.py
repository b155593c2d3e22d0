import pytest

from shared.auth.roles import Role
from shared.domain.privacy.events import RetentionPageDue
from shared.domain.upkeep.events import TenantUpkeepDue
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    path = {"tenantId": owner.tenant_id}
    assert (await stage.call("update_tenant", as_=owner, path=path, body={"retentionDays": 30})).status == 200
    return Arranged(event=TenantUpkeepDue(day="2026-03-02"), tenant_id=owner.tenant_id)


async def test_a_tenant_that_says_how_long_has_what_is_older_looked_for(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    assert await stage.deliver("begin_retention", stage.envelope(call.event, call.tenant_id or "")) == 204
    [due] = [each for each in await stage.waiting() if each.type == RetentionPageDue.type]
    assert due.data["before"] == "2026-01-31T09:00:00Z"


async def test_without_a_word_of_it_everything_stays(stage: Stage) -> None:
    envelope = stage.envelope(TenantUpkeepDue(day="2026-03-02"), await stage.tenant())
    assert await stage.deliver("begin_retention", envelope) == 204
    assert [each for each in await stage.waiting() if each.type == RetentionPageDue.type] == []

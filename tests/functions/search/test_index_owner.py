import pytest

from shared.domain.tenants.events import TenantCreated
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member()
    return Arranged(as_=member, event=TenantCreated(owner_id=member.user_id), tenant_id=member.tenant_id)


async def test_somebody_who_is_gone_already_is_not_indexed(stage: Stage) -> None:
    envelope = stage.envelope(TenantCreated(owner_id="nobody"), await stage.tenant())
    assert await stage.deliver("index_owner", envelope) == 204
    assert await stage.documents("searchEntries") == []

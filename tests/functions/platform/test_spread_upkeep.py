import pytest

from shared.domain.upkeep.events import PARTITION, TenantsPageDue
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    await stage.tenant()
    return Arranged(event=TenantsPageDue(after=""), tenant_id=PARTITION)


async def test_the_last_page_asks_for_no_other(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    await stage.deliver("spread_upkeep", stage.envelope(call.event, call.tenant_id))
    assert [each.type for each in await stage.waiting()] == ["upkeep.tenant.due.v1"]

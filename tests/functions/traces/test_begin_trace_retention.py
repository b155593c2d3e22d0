import pytest

from shared.domain.traces.events import TraceRetentionDue
from shared.domain.upkeep.events import TenantUpkeepDue
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(event=TenantUpkeepDue(day="2026-03-02"), tenant_id=await stage.tenant())


async def test_every_day_what_is_older_is_looked_for(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    assert await stage.deliver("begin_trace_retention", stage.envelope(call.event, call.tenant_id or "")) == 204
    [due] = [each for each in await stage.waiting() if each.type == TraceRetentionDue.type]
    assert due.data["before"] == "2026-03-02T09:00:00Z"

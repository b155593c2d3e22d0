import pytest

from shared.domain.trace_findings.events import TraceDayAnalysisDue
from shared.domain.upkeep.events import TenantUpkeepDue
from tests.fixtures.apps import app
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.traces import sender

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await sender(stage)
    event = TenantUpkeepDue(day="2026-03-02")
    return Arranged(as_=manager, event=event, tenant_id=manager.tenant_id, path={"appId": app_id})


async def test_the_day_before_is_analysed_of_each_active_app(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    assert call.event is not None
    gone = await app(stage, call.as_, name="Gone")
    await stage.call("archive_app", as_=call.as_, path={"appId": gone})
    assert await stage.deliver("begin_trace_analysis", stage.envelope(call.event, call.tenant_id or "")) == 204
    [due] = [each for each in await stage.waiting() if each.type == TraceDayAnalysisDue.type]
    assert (due.data["appId"], due.data["day"], due.data["until"]) == (call.path["appId"], "2026-03-01", "2026-03-01")

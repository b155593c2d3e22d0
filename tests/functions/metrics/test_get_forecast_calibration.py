from datetime import timedelta

import pytest

from shared.data.store import Increment
from tests.fixtures.metrics import begun
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await begun(stage)
    return Arranged(as_=admin, path=path)


async def test_a_steady_past_was_forecast_rightly(stage: Stage) -> None:
    admin, path = await begun(stage)
    born = stage.clock.now()
    stage.clock.advance(days=70)
    documents: dict[str, dict[str, int]] = {}
    for number in range(1, 70):
        day = born + timedelta(days=number)
        documents.setdefault(f"{day:%Y-%m}", {})[f"done_{day.day}"] = 2
    for month, counters in documents.items():
        counter = f"tenants/{admin.tenant_id}/metricCounters/project-{path['projectId']}:{month}:0"
        await stage.store.commit([Increment(counter, counters, {})])
    person = await stage.signed_in_again(admin)
    data = (await stage.call("get_forecast_calibration", as_=person, path=path)).data
    assert (data["met50Percent"], data["met95Percent"]) == (100, 100)
    assert data["replayed"] >= 4


async def test_a_new_project_has_nothing_to_replay(stage: Stage) -> None:
    data = (await stage.arranged("get_forecast_calibration", await arrange(stage))).data
    assert (data["replayed"], data["met80Percent"]) == (0, None)

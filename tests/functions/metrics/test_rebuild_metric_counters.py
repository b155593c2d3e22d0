from typing import Any

import pytest

from shared.data.store import Increment
from shared.domain.metrics.events import MetricCountersDue
from shared.domain.metrics.rebuilding import REBUILD_KIND
from tests.fixtures.metrics import begun
from tests.fixtures.operations import pending_operation
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, _ = await begun(stage)
    operation_id = await pending_operation(stage, admin, kind=REBUILD_KIND)
    event = MetricCountersDue(operation_id=operation_id, tasks=2, added=0)
    return Arranged(as_=admin, event=event, tenant_id=admin.tenant_id)


@pytest.mark.parametrize(("times", "status"), [(2, "succeeded"), (100, "failed")])
async def test_a_counter_that_is_written_meanwhile_is_looked_at_again(stage: Stage, times: int, status: str) -> None:
    call = await arrange(stage)
    counters = [each for each in await stage.snapshot() if "/metricCounters/project-" in each]
    await stage.change(counters[0], created_2=50)
    store = CountsMeanwhile(stage.store, counters[0], times)
    stage.composition.store = store  # type: ignore[assignment]
    assert call.event is not None
    assert await stage.deliver("rebuild_metric_counters", stage.envelope(call.event, call.tenant_id)) == 204
    [operation] = await stage.documents("operations")
    assert operation["status"] == status
    data = await stage.document(counters[0])
    assert data is not None
    assert (data.get("created_2", 0) >= 50) == (status == "failed")


class CountsMeanwhile:
    """A store in which a counter is written some times while contributions are read."""

    def __init__(self, store: Any, path: str, times: int) -> None:
        self._store = store
        self._path = path
        self._times = times

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def query(self, query: Any) -> Any:
        if query.collection.endswith("/taskContributions") and self._times:
            self._times -= 1
            await self._store.commit([Increment(self._path, {"created_2": 1})])
        return await self._store.query(query)

import pytest

import functions.rates.revalue_time as revalue_time
from shared.domain.time_tracking.events import RateChanged
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.time_tracking import booked, worker

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, person, path = await worker(stage)
    await booked(stage, person, path)
    where = {"memberId": person.user_id, "fromOn": "2026-03-01"}
    await stage.call("set_member_rate", as_=admin, path=where, body={"rate": {"amount": 8_000}})
    event = RateChanged.model_validate({"member_id": person.user_id, "from_on": "2026-03-01"})
    return Arranged(event=event, tenant_id=person.tenant_id)


async def test_time_that_was_booked_before_is_valued_anew_page_by_page(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revalue_time, "PAGE", 2)
    admin, person, path = await worker(stage)
    for day in ("2026-02-27", "2026-03-01", "2026-03-01", "2026-03-02"):
        await booked(stage, person, path, day=day, minutes=60)
    costs: list[object] = []
    for amount, day in ((5_000, "2026-02-01"), (8_000, "2026-03-01"), (9_000, "2026-03-01")):
        where = {"memberId": person.user_id, "fromOn": day}
        await stage.call("set_member_rate", as_=admin, path=where, body={"rate": {"amount": amount}})
        await stage.settle()
        found = await stage.call("get_project_time", as_=admin, path={"projectId": path["projectId"]})
        costs.append((found.data["costs"][0]["amount"], found.data["unratedSeconds"], found.data["seconds"]))
    assert costs == [(20_000, 0, 14_400), (29_000, 0, 14_400), (32_000, 0, 14_400)]

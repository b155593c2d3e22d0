import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.time_tracking import booked, worker

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, person, path = await worker(stage, budget={"amount": 100_000, "currency": "EUR"})
    rates = {"memberId": person.user_id, "fromOn": "2026-01-01"}
    await stage.call("set_member_rate", as_=admin, path=rates, body={"rate": {"amount": 10_001, "currency": "EUR"}})
    await booked(stage, person, path, day="2026-03-02", minutes=20)
    return Arranged(as_=admin, path={"projectId": path["projectId"]})


async def test_cents_are_exact_until_the_sum_is_rounded_once(stage: Stage) -> None:
    admin, person, path = await worker(stage, budget={"amount": 100_000, "currency": "EUR"})
    rates = {"memberId": person.user_id, "fromOn": "2026-01-01"}
    await stage.call("set_member_rate", as_=admin, path=rates, body={"rate": {"amount": 10_001, "currency": "EUR"}})
    for _ in range(3):
        await booked(stage, person, path, day="2026-03-02", minutes=20)
    found = (await stage.call("get_project_time", as_=admin, path={"projectId": path["projectId"]})).data
    assert found["costs"] == [{"amount": 10_001, "currency": "EUR"}]
    assert (found["seconds"], found["unratedSeconds"], found["budgetUsedPercent"]) == (3600, 0, "10.0")


async def test_time_costs_what_the_rate_of_its_day_says_and_other_currencies_are_not_converted(stage: Stage) -> None:
    admin, person, path = await worker(stage, budget={"amount": 20_000, "currency": "EUR"})
    for day, rate in (("2026-02-01", {"amount": 5_000, "currency": "EUR"}), ("2026-03-01", {"amount": 7_000})):
        where = {"memberId": person.user_id, "fromOn": day}
        await stage.call("set_member_rate", as_=admin, path=where, body={"rate": rate})
    for day in ("2026-01-31", "2026-02-28", "2026-03-01"):
        await booked(stage, person, path, day=day, minutes=60)
    found = (await stage.call("get_project_time", as_=admin, path={"projectId": path["projectId"]})).data
    assert found["costs"] == [{"amount": 5_000, "currency": "EUR"}, {"amount": 7_000, "currency": "USD"}]
    assert (found["unratedSeconds"], found["budgetUsedPercent"]) == (3600, "25.0")

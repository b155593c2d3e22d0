from random import Random

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


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(4))
async def test_sums_are_those_of_the_entries_whatever_happens_to_them_in_any_order(stage: Stage, seed: int) -> None:
    admin, person, path = await worker(stage)
    chance = Random(seed)  # noqa: S311 (a test, no secret)
    entries: list[str] = []
    for _ in range(30):
        day, minutes = f"2026-02-{chance.randint(10, 28)}", chance.randint(1, 90)
        match chance.choice(["book", "book", "correct", "delete", "rate"]):
            case "correct" if entries:
                where = {"entryId": chance.choice(entries)}
                body = {"day": day, "minutes": minutes}
                assert (await stage.call("update_time_entry", as_=person, path=where, body=body)).status == 200
            case "delete" if entries:
                where = {"entryId": entries.pop(chance.randrange(len(entries)))}
                assert (await stage.call("delete_time_entry", as_=person, path=where)).status == 204
            case "rate":
                where = {"memberId": person.user_id, "fromOn": day}
                rate = {"amount": chance.randint(1, 9_999), "currency": chance.choice(["EUR", "USD"])}
                await stage.call("set_member_rate", as_=admin, path=where, body={"rate": rate})
            case _:
                entries.append((await booked(stage, person, path, day=day, minutes=minutes))["id"])
    await stage.settle()
    kept = await stage.documents("timeEntries")
    [rates] = await stage.documents("memberRates")
    costs: dict[str, int] = {}
    for entry in kept:
        held = [rate for rate in rates["rates"] if rate["fromOn"] <= entry["day"]]
        if held:
            costs[held[-1]["currency"]] = costs.get(held[-1]["currency"], 0) + held[-1]["amount"] * entry["seconds"]
    [counter] = await stage.documents("taskTime")
    told = {name.removeprefix("cost"): value for name, value in counter.items() if name.startswith("cost") and value}
    assert (told, counter["seconds"]) == (costs, sum(entry["seconds"] for entry in kept))
    sheets = await stage.documents("timesheets")
    assert sum(sheet["seconds"] for sheet in sheets) == counter["seconds"]
    assert sum(sheet["entryCount"] for sheet in sheets) == len(kept)
    project = (await stage.call("get_project_time", as_=admin, path={"projectId": path["projectId"]})).data
    assert project["seconds"] == counter["seconds"]

from datetime import date, timedelta
from typing import Any

import pytest

from shared.data.store import Delete, Increment
from shared.domain.upkeep.events import TenantUpkeepDue
from tests.fixtures.projects import project
from tests.fixtures.stage import Arranged, SignedIn, Stage
from tests.fixtures.time_tracking import WEEK, booked, worker

pytestmark = pytest.mark.anyio

SUMS = ("taskTime", "projectTime", "timesheets")


async def arrange(stage: Stage) -> Arranged:
    admin, person, path = await worker(stage)
    await booked(stage, person, path)
    await stage.settle()
    return Arranged(event=TenantUpkeepDue(day=WEEK), tenant_id=admin.tenant_id)


async def history(stage: Stage) -> tuple[SignedIn, dict[str, str]]:
    """Book time of two people on a task, some of it with a rate."""
    admin, person, path = await worker(stage)
    where = {"memberId": person.user_id, "fromOn": "2026-02-25"}
    await stage.call("set_member_rate", as_=admin, path=where, body={"rate": {"amount": 5_000, "currency": "EUR"}})
    for day, minutes in (("2026-02-20", 30), ("2026-02-26", 45), (WEEK, 60)):
        await booked(stage, person, path, day=day, minutes=minutes)
    await booked(stage, admin, path, day=WEEK, minutes=15)
    await stage.settle()
    return admin, path


async def sums(stage: Stage) -> list[dict[str, Any]]:
    """Return what is counted, without what says which commit wrote it."""
    found = [document for collection in SUMS for document in await stage.documents(collection)]
    return [{name: value for name, value in each.items() if value and name != "commitId"} for each in found]


async def a_week_of_upkeep(stage: Stage, tenant_id: str) -> None:
    for number in range(7):
        day = date.fromisoformat(WEEK) + timedelta(days=number)
        event = TenantUpkeepDue(day=day.isoformat())
        assert await stage.deliver("reconcile_time", stage.envelope(event, tenant_id)) == 204
    await stage.settle()


async def wrong(stage: Stage, collection: str, **fields: Any) -> None:
    path = next(path for path in await stage.snapshot() if f"/{collection}/" in path)
    await stage.change(path, **fields)


async def test_what_adds_up_is_left_alone(stage: Stage) -> None:
    admin, _ = await history(stage)
    before = await stage.snapshot()
    await a_week_of_upkeep(stage, admin.tenant_id)
    after = await stage.snapshot()
    kept = [path for path in before if any(f"/{collection}/" in path for collection in SUMS)]
    assert len(kept) >= 5
    assert {path: after[path] for path in kept} == {path: before[path] for path in kept}


@pytest.mark.parametrize(
    ("collection", "fields"),
    [
        ("taskTime", {"seconds": 1}),
        ("taskTime", {"costEUR": 7, "costUSD": 9}),
        ("projectTime", {"seconds": 99_999, "unratedSeconds": -5}),
        ("timesheets", {"secondsByDay": {"2026-01-01": 5}, "entryCount": 9}),
        ("timesheets", {"secondsByProject": {}}),
    ],
)
async def test_what_does_not_add_up_does_so_within_a_week(
    stage: Stage, collection: str, fields: dict[str, Any]
) -> None:
    admin, _ = await history(stage)
    right = await sums(stage)
    await wrong(stage, collection, **fields)
    assert await sums(stage) != right
    await a_week_of_upkeep(stage, admin.tenant_id)
    assert await sums(stage) == right


async def test_a_sum_that_was_lost_is_there_again_and_the_task_shows_its_hours(stage: Stage) -> None:
    admin, path = await history(stage)
    right = await sums(stage)
    for place in [each for each in await stage.snapshot() if any(f"/{one}/" in each for one in SUMS)]:
        await stage.store.commit([Delete(place)])
    assert await sums(stage) == []
    task = f"tenants/{admin.tenant_id}/tasks/{path['taskId']}"
    await stage.change(task, actualHours="0")
    await a_week_of_upkeep(stage, admin.tenant_id)
    assert await sums(stage) == right
    found = await stage.document(task)
    assert found is not None
    assert found["actualHours"] == "2.50"


async def test_time_that_is_booked_meanwhile_is_not_lost(stage: Stage) -> None:
    admin, _ = await history(stage)
    counter = next(each for each in await stage.snapshot() if "/projectTime/" in each)
    await stage.change(counter, seconds=1_000_000)
    stage.composition.store = BooksMeanwhile(stage.store, counter)  # type: ignore[assignment]
    await a_week_of_upkeep(stage, admin.tenant_id)
    held = await stage.document(counter)
    assert held is not None
    assert held["seconds"] > 1_000_000
    stage.composition.store = stage.store
    await a_week_of_upkeep(stage, admin.tenant_id)
    assert sum(each["seconds"] for each in await stage.documents("projectTime")) == 9_000


async def test_a_task_that_was_moved_keeps_the_time_of_both_projects(stage: Stage) -> None:
    admin, path = await history(stage)
    other = await project(stage, admin)
    moved = await stage.call("move_task", as_=admin, path=path, body={"toProjectId": other})
    assert moved.status == 200, moved.body
    await booked(stage, admin, {**path, "projectId": other}, day=WEEK, minutes=30)
    await stage.settle()
    right = await sums(stage)
    await a_week_of_upkeep(stage, admin.tenant_id)
    assert await sums(stage) == right
    await wrong(stage, "taskTime", seconds=3)
    await a_week_of_upkeep(stage, admin.tenant_id)
    assert await sums(stage) == right


class BooksMeanwhile:
    """A store in which a project's counter is written whenever its entries are read."""

    def __init__(self, store: Any, path: str) -> None:
        self._store = store
        self._path = path

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def query(self, query: Any) -> Any:
        if query.collection.endswith("/timeEntries"):
            await self._store.commit([Increment(self._path, {"seconds": 1})])
        return await self._store.query(query)

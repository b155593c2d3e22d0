from typing import Any

import pytest

from shared.auth.roles import Role
from shared.data.store import Delete, Increment
from tests.fixtures.metrics import metrics, to, worked
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, _, _ = await worked(stage)
    return Arranged(as_=admin, body={})


async def rebuilt(stage: Stage, admin: SignedIn) -> dict[str, Any]:
    begun = await stage.call("rebuild_metrics", as_=admin, body={})
    await stage.settle()
    return (await stage.call("get_operation", as_=admin, path={"operationId": begun.data["id"]})).data


async def held(stage: Stage, *collections: str) -> dict[str, dict[str, Any]]:
    """Return documents by path, without zeros and without what says which commit wrote them."""
    return {
        path: {name: value for name, value in data.items() if value != 0 and name != "commitId"}
        for path, data in (await stage.snapshot()).items()
        if path.split("/")[-2] in collections
    }


@pytest.mark.parametrize(
    ("lost", "added"), [(("metricCounters",), 0), (("metricCounters", "taskContributions"), 3), ((), 0)]
)
async def test_what_was_lost_is_what_counting_task_by_task_came_to(
    stage: Stage, lost: tuple[str, ...], added: int
) -> None:
    admin, path, _ = await worked(stage)
    right = await held(stage, "metricCounters", "taskContributions")
    figures = await metrics(stage, admin, path)
    assert len(right) > 8
    for place in await held(stage, *lost):
        await stage.store.commit([Delete(place)])
    done = await rebuilt(stage, admin)
    assert (done["status"], done["result"]["tasks"], done["result"]["added"]) == ("succeeded", 3, added)
    assert await held(stage, "metricCounters", "taskContributions") == right
    assert await metrics(stage, admin, path) == figures
    assert (await rebuilt(stage, admin))["result"] == {"tasks": 3, "added": 0, "counters": 0}


async def test_what_is_counted_wrong_is_right_again_and_other_tenants_are_left_alone(stage: Stage) -> None:
    admin, path, ids = await worked(stage)
    await to(stage, admin, path, ids[1], "completed")
    await stage.settle()
    right = await held(stage, "metricCounters")
    other = await stage.member(Role.ADMIN)
    stray = f"tenants/{other.tenant_id}/metricCounters/project-P:2026-03:0"
    await stage.store.commit([Increment(stray, {"created_1": 7})])
    for place in list(right)[::2]:
        await stage.change(place, created_2=70, done_31=-4)
    assert (await rebuilt(stage, admin))["status"] == "succeeded"
    found = await held(stage, "metricCounters")
    assert found.pop(stray)["created_1"] == 7
    assert found == right


async def test_a_deleted_task_is_counted_nowhere(stage: Stage) -> None:
    admin, path, ids = await worked(stage)
    assert (await stage.call("delete_task", as_=admin, path={**path, "taskId": ids[0]})).status < 300
    await stage.settle()
    right = await held(stage, "metricCounters")
    for place in await held(stage, "metricCounters", "taskContributions"):
        await stage.store.commit([Delete(place)])
    assert (await rebuilt(stage, admin))["result"]["added"] == 3
    kept = {place: data for place, data in right.items() if any("_" in name for name in data)}
    assert await held(stage, "metricCounters") == kept

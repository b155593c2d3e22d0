import pytest

from tests.fixtures.metrics import begun, worked
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await begun(stage)
    return Arranged(as_=admin, path=path, body={})


async def history(stage: Stage) -> Arranged:
    admin, path, _ = await worked(stage)
    return Arranged(as_=admin, path=path, body={})


async def reconciled(stage: Stage, admin: SignedIn | None, path: dict[str, str]) -> object:
    begun = await stage.call("reconcile_project_metrics", as_=admin, path=path, body={})
    await stage.settle()
    operation = await stage.call("get_operation", as_=admin, path={"operationId": begun.data["id"]})
    assert operation.data["status"] == "succeeded"
    return operation.data["result"]


async def test_counters_agree_with_what_is_counted_again(stage: Stage) -> None:
    call = await history(stage)
    assert await reconciled(stage, call.as_, call.path) == {"tasks": 3, "different": 0, "differences": {}}


async def test_what_was_counted_wrong_is_told_by_month_and_name(stage: Stage) -> None:
    call = await history(stage)
    shard = next(each for each in await stage.snapshot() if f"project-{call.path['projectId']}:2026-03:" in each)
    await stage.change(shard, dropped_7=3)
    assert await reconciled(stage, call.as_, call.path) == {
        "tasks": 3,
        "different": 1,
        "differences": {"2026-03 dropped_7": {"held": 3, "counted": 0}},
    }


async def test_a_new_zone_of_the_tenant_moves_no_day_that_was_counted(stage: Stage) -> None:
    call = await history(stage)
    assert call.as_ is not None
    await stage.change(f"tenants/{call.as_.tenant_id}/tenant/{call.as_.tenant_id}", timeZone="Pacific/Kiritimati")
    assert await reconciled(stage, call.as_, call.path) == {"tasks": 3, "different": 0, "differences": {}}

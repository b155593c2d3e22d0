from typing import Any

import pytest

from tests.fixtures.ab_tests import Experiment, running
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    test = await running(stage)
    return Arranged(as_=test.recruiter, path=test.path)


async def reconciled(stage: Stage, test: Experiment) -> Any:
    begun = await stage.call("reconcile_ab_test", as_=test.recruiter, path=test.path, body={})
    await stage.settle()
    operation = await stage.call("get_operation", as_=test.recruiter, path={"operationId": begun.data["id"]})
    assert operation.data["status"] == "succeeded"
    return operation.data["result"]


async def test_counters_agree_with_what_is_counted_again(stage: Stage) -> None:
    test = await running(stage)
    for number in range(12):
        await test.expose(f"unit-{number}")
        await test.record(f"unit-{number}", "stars", 1 + number % 5)
        await test.record(f"unit-{number}", "bought", number % 2)
    assert await reconciled(stage, test) == {"units": 12, "differences": {}}


async def test_what_was_counted_wrong_is_told_by_name(stage: Stage) -> None:
    test = await running(stage)
    await test.expose("ann")
    [shard] = [path for path in await stage.snapshot() if "/abCounters/" in path]
    await stage.change(shard, v0m0n=7)
    assert await reconciled(stage, test) == {"units": 1, "differences": {"v0m0n": {"held": 7, "counted": 0}}}

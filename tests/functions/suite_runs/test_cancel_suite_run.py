import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import completed, requested, suite

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    return Arranged(as_=played.author, path={"runId": await requested(stage, played)})


async def test_a_run_is_cancelled_with_its_operation(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.arranged("cancel_suite_run", call)
    operation = await stage.call("get_operation", as_=call.as_, path={"operationId": call.path["runId"]})
    assert (answer.data["status"], operation.data["status"]) == ("cancelled", "cancelled")


async def test_a_run_that_is_over_cannot_be_cancelled(stage: Stage) -> None:
    played = await suite(stage)
    run = await completed(stage, played)
    answer = await stage.call("cancel_suite_run", as_=played.author, path={"runId": run["id"]})
    assert (answer.status, answer.error["code"]) == (409, "operation_over")

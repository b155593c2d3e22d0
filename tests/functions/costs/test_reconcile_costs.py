import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import completed, requested, suite

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    run = await completed(stage, played)
    return Arranged(as_=played.author, path={"runId": run["id"]})


async def test_a_run_at_work_has_no_costs_to_hold_against_anything(stage: Stage) -> None:
    played = await suite(stage)
    run_id = await requested(stage, played)
    answer = await stage.call("reconcile_costs", as_=played.author, path={"runId": run_id})
    assert (answer.status, answer.error["code"]) == (409, "suite_run_not_over")

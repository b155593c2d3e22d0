import pytest

from tests.fixtures.ab_tests import planned, running
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    test = await running(stage)
    return Arranged(as_=test.recruiter, path=test.path, body={})


async def test_a_stopped_test_exposes_nobody_and_takes_outcomes_of_those_exposed(stage: Stage) -> None:
    test = await running(stage)
    await test.expose("ann")
    assert (await test.do("stop_ab_test")).data["status"] == "stopped"
    refused = await test.expose("bob")
    assert (refused.status, refused.error["code"]) == (409, "ab_test_not_running")
    stage.clock.advance(days=3)
    assert (await test.record("ann", "bought", 1)).status == 200
    assert (await test.assigned("ann")).data["isCounted"] is False


async def test_only_what_runs_is_stopped(stage: Stage) -> None:
    test = await planned(stage)
    answer = await test.do("stop_ab_test")
    assert (answer.status, answer.error["code"]) == (409, "ab_test_not_running")

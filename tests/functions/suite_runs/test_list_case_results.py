import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import completed, results_of, suite

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    run = await completed(stage, played)
    return Arranged(as_=played.author, path={"runId": run["id"]})


async def test_failures_can_be_asked_for_alone(stage: Stage) -> None:
    played = await suite(stage)
    run = await completed(stage, played)
    failures = await results_of(stage, played, run["id"], outcome="failed")
    assert [(each["caseNumber"], each["score"], each["costNanos"]) for each in failures] == [(2, 0.0, 0)]

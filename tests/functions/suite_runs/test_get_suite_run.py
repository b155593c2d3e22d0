import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import requested, suite

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    return Arranged(as_=played.author, path={"runId": await requested(stage, played, gate={"failUnder": 1})})


async def test_a_run_that_waits_has_neither_summary_nor_verdict(stage: Stage) -> None:
    run = (await stage.arranged("get_suite_run", await arrange(stage))).data
    assert (run["status"], run["summary"], run["verdict"], run["tries"]) == ("queued", None, None, 3)

import pytest

from shared.domain.suite_runs.events import SuiteRunRequested
from shared.domain.suite_runs.limits import LANES_OF_A_PROVIDER
from tests.fixtures.optimisations import STEPPING, search_of, searched_suite, searching
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import requested, run_of

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await searched_suite(stage)
    search_id = await searching(stage, played)
    await stage.waiting()
    return Arranged(event=SuiteRunRequested(run_id=search_id), tenant_id=played.author.tenant_id)


@pytest.mark.thorough
async def test_searches_and_runs_wait_in_one_queue_for_the_lanes_of_a_provider(stage: Stage) -> None:
    played = await searched_suite(stage)
    held = [await searching(stage, played) for _ in range(2)]
    await stage.settle(but=STEPPING)
    waits = await searching(stage, played)
    run_id = await requested(stage, played)
    await stage.settle(but=STEPPING)
    [queue] = await stage.documents("providerQueues")
    assert (sum(queue["running"].values()), queue["waiting"]) == (LANES_OF_A_PROVIDER, [waits, run_id])
    assert (await search_of(stage, played, waits))["status"] == "queued"
    for search_id in held:
        await stage.call("cancel_operation", as_=played.author, path={"operationId": search_id})
    await stage.settle()
    assert (await search_of(stage, played, waits))["status"] == "completed"
    assert (await run_of(stage, played, run_id))["status"] == "completed"
    [queue] = await stage.documents("providerQueues")
    assert (queue["running"], queue["waiting"]) == ({}, [])

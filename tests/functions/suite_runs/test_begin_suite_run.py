import pytest

from shared.domain.suite_runs.events import SuiteRunRequested
from shared.domain.suite_runs.limits import LANES_OF_A_PROVIDER
from shared.domain.suite_runs.queues import LANES_OF_A_RUN
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import cases_that, requested, run_of, suite

pytestmark = pytest.mark.anyio

EXECUTING = ("execute_suite_case",)


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    run_id = await requested(stage, played)
    await stage.waiting()
    return Arranged(event=SuiteRunRequested(run_id=run_id), tenant_id=played.author.tenant_id)


async def test_a_run_gets_no_more_lanes_than_cases(stage: Stage) -> None:
    played = await suite(stage)
    run_id = await requested(stage, played)
    await stage.settle(but=EXECUTING)
    assert (await run_of(stage, played, run_id))["status"] == "running"
    assert sorted(each["number"] for each in await stage.documents("suiteLanes")) == [0, 1, 2]


async def test_what_a_tenant_has_under_way_at_a_provider_is_bounded_and_the_next_run_waits_its_turn(
    stage: Stage,
) -> None:
    played = await suite(stage, *cases_that(*[True] * 20))
    enough = LANES_OF_A_PROVIDER // LANES_OF_A_RUN
    ids = [await requested(stage, played) for _ in range(enough + 2)]
    due = [each for each in await stage.waiting() if each.type == SuiteRunRequested.type]
    for envelope in due:
        assert await stage.deliver("begin_suite_run", envelope) == 204
    statuses = [(await run_of(stage, played, id))["status"] for id in ids]
    assert statuses == ["running"] * enough + ["queued"] * 2
    [queue] = await stage.documents("providerQueues")
    assert (sum(queue["running"].values()), queue["waiting"]) == (LANES_OF_A_PROVIDER, ids[enough:])
    await stage.settle()
    assert {(await run_of(stage, played, id))["status"] for id in ids} == {"completed"}
    [queue] = await stage.documents("providerQueues")
    assert (queue["running"], queue["waiting"]) == ({}, [])


async def test_another_tenants_runs_take_nobodys_turn(stage: Stage) -> None:
    first, second = await suite(stage, *cases_that(*[True] * 20)), await suite(stage)
    for _ in range(4):
        await requested(stage, first)
    run_id = await requested(stage, second)
    await stage.settle(but=EXECUTING)
    assert (await run_of(stage, second, run_id))["status"] == "running"


async def test_a_run_cancelled_while_it_waits_never_begins(stage: Stage) -> None:
    played = await suite(stage)
    run_id = await requested(stage, played)
    await stage.call("cancel_suite_run", as_=played.author, path={"runId": run_id})
    await stage.settle()
    run = await run_of(stage, played, run_id)
    assert (run["status"], run["summary"]["results"]) == ("cancelled", 0)
    assert await stage.documents("suiteLanes") == []

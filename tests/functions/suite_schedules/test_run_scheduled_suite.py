import pytest

from shared.domain.suite_runs.events import SuiteScheduleDue
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import Suite, cases_that, change_cases, suite
from tests.fixtures.suite_schedules import scheduled, schedules

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    made = await scheduled(stage, played)
    event = SuiteScheduleDue(schedule_id=made["id"], due_at=stage.clock.now())
    return Arranged(event=event, tenant_id=played.author.tenant_id)


async def due(stage: Stage, played: Suite) -> None:
    stage.clock.advance(days=1)
    await stage.tick("sweep_suite_schedules")
    await stage.settle()


async def test_an_event_that_comes_twice_begins_one_run(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    envelope = stage.envelope(call.event, call.tenant_id)
    for _ in range(2):
        assert await stage.deliver("run_scheduled_suite", envelope) == 204
    [run] = await stage.documents("suiteRuns")
    [schedule] = await schedules(stage)
    assert (schedule["lastRunId"], schedule["failure"]) == (run["id"], None)


async def test_a_run_takes_the_versions_that_are_the_latest_by_then(stage: Stage) -> None:
    played = await suite(stage)
    made = await scheduled(stage, played)
    await change_cases(stage, played, *cases_that(True))
    await due(stage, played)
    query = {"scheduleId": made["id"]}
    author = await stage.signed_in_again(played.author)
    [run] = (await stage.call("list_suite_runs", as_=author, query=query)).data
    assert (run["caseSetVersion"], run["tries"], run["status"], run["createdBy"]) == (
        2,
        1,
        "completed",
        played.author.user_id,
    )


async def test_what_can_not_begin_says_why_and_the_next_day_may_do(stage: Stage) -> None:
    played = await suite(stage)
    await scheduled(stage, played)
    tenant = f"tenants/{played.author.tenant_id}/tenant/{played.author.tenant_id}"
    await stage.change(tenant, state="suspended")
    await due(stage, played)
    assert await stage.documents("suiteRuns") == []
    [schedule] = await schedules(stage)
    assert schedule["failure"]["code"] == "tenant_not_active"
    await stage.change(tenant, state="active")
    await due(stage, played)
    [schedule] = await schedules(stage)
    assert (len(await stage.documents("suiteRuns")), schedule["failure"]) == (1, None)

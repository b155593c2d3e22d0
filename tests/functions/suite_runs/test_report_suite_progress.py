import pytest

from shared.domain.suite_runs.events import SuiteCaseCompleted
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import cases_that, requested, suite

pytestmark = pytest.mark.anyio


async def begun(stage: Stage) -> tuple[str, str]:
    """Begin a run of 20 cases and make the first try of each of its 8 lanes; return its tenant and its id."""
    played = await suite(stage, *cases_that(*[True] * 20))
    run_id = await requested(stage, played)
    for name in ("begin_suite_run", "execute_suite_case"):
        for envelope in await stage.waiting():
            await stage.deliver(name, envelope)
    return played.author.tenant_id, run_id


def told(run_id: str, lane: int, stage: Stage) -> SuiteCaseCompleted:
    return SuiteCaseCompleted(
        run_id=run_id,
        lane=lane,
        place=lane,
        card_id="card",
        card_version=1,
        provider="echo",
        model="",
        member="somebody",
        at=stage.clock.now(),
        outcome="passed",
        cached=False,
        prompt_tokens=1,
        completion_tokens=1,
        estimated=False,
        cost_nanos=0,
    )


async def arrange(stage: Stage) -> Arranged:
    tenant_id, run_id = await begun(stage)
    return Arranged(event=told(run_id, 0, stage), tenant_id=tenant_id)


async def test_the_first_lane_tells_of_all_and_at_most_once_a_second(stage: Stage) -> None:
    tenant_id, run_id = await begun(stage)

    async def progress(lane: int) -> int:
        assert await stage.deliver("report_suite_progress", stage.envelope(told(run_id, lane, stage), tenant_id)) == 204
        operation = await stage.document(f"tenants/{tenant_id}/operations/{run_id}")
        assert operation is not None
        return operation["progress"]["done"]

    assert await progress(1) == 0
    assert await progress(0) == 8
    for envelope in await stage.waiting():
        await stage.deliver("execute_suite_case", envelope)
    assert await progress(0) == 8
    stage.clock.advance(seconds=1)
    assert await progress(0) == 16

import pytest

from shared.domain.execution.events import ExecutionCompleted
from shared.domain.execution.model import RunPurpose
from shared.domain.plans.model import Quota
from shared.ports.sandbox import Outcome
from tests.fixtures.examples import SUM_PROGRAM, queued_run
from tests.fixtures.quotas import FREE, on_free_plan, use, warnings
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


def completed(cpu_ms: int) -> ExecutionCompleted:
    return ExecutionCompleted(run_id="run", purpose=RunPurpose.SCORING, subject_id="attempt", cpu_ms=cpu_ms)


async def arrange(stage: Stage) -> Arranged:
    return Arranged(event=completed(1_500), tenant_id=await stage.tenant())


async def counted(stage: Stage) -> int:
    return sum(each["executionMs"] for each in await stage.documents("usage"))


async def test_every_run_adds_the_cpu_time_of_all_its_tests(stage: Stage) -> None:
    call = await queued_run(stage)
    stage.sandbox.program(SUM_PROGRAM, [Outcome(exit_code=0, stdout=b"3\n", cpu_seconds=0.7)] * 2)
    await stage.deliver("execute_run", stage.envelope(call.event, call.tenant_id))  # type: ignore[arg-type]
    await stage.settle()
    assert await counted(stage) == 1_400


async def test_runs_add_up_whatever_documents_they_are_counted_in(stage: Stage) -> None:
    tenant_id = await stage.tenant()
    for _ in range(20):
        await stage.deliver("count_execution", stage.envelope(completed(250), tenant_id))
    assert await counted(stage) == 5_000
    assert len(await stage.documents("usage")) > 1


async def test_a_tenant_is_warned_once_a_month(stage: Stage) -> None:
    tenant_id = await stage.tenant()
    await on_free_plan(stage, tenant_id)
    limit = FREE.execution_seconds_per_month
    await use(stage, tenant_id, Quota.EXECUTION_SECONDS, limit * 8 // 10 - 1)
    for milliseconds, warned in ((900, 0), (200, 1), (5_000, 0)):
        await stage.deliver("count_execution", stage.envelope(completed(milliseconds), tenant_id))
        assert len(await warnings(stage)) == warned
    stage.clock.advance(days=30)
    await use(stage, tenant_id, Quota.EXECUTION_SECONDS, limit)
    await stage.deliver("count_execution", stage.envelope(completed(1_000), tenant_id))
    assert await warnings(stage) == [{"quota": "execution_seconds", "used": limit + 1, "limit": limit}]

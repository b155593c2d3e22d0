import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_schedules import schedule_call, schedules

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return await schedule_call(stage)


async def test_a_deleted_schedule_runs_nothing_even_what_was_told_before(stage: Stage) -> None:
    call = await arrange(stage)
    stage.clock.advance(days=1)
    await stage.tick("sweep_suite_schedules")
    assert call.as_ is not None
    call.as_ = await stage.signed_in_again(call.as_)
    assert (await stage.arranged("delete_suite_schedule", call)).status == 204
    await stage.settle()
    assert (await schedules(stage), await stage.documents("suiteRuns")) == ([], [])

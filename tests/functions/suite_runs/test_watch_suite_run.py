import pytest

from shared.domain.suite_runs.events import SuiteCaseDue, SuiteRunWatchDue
from shared.domain.suite_runs.model import WATCH_EVERY
from shared.domain.suite_runs.queues import LANES_OF_A_RUN
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import cases_that, requested, results_of, run_of, suite

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage, *cases_that(True))
    run_id = await requested(stage, played)
    await stage.settle(but=["execute_suite_case"])
    return Arranged(event=SuiteRunWatchDue(run_id=run_id, places=(0,)), tenant_id=played.author.tenant_id)


async def test_tries_that_became_dead_letters_are_errors_and_the_run_ends(stage: Stage) -> None:
    played = await suite(stage, *cases_that(*[True] * 12))
    run_id = await requested(stage, played)
    await stage.settle(but=["execute_suite_case"])
    stage.clock.advance(seconds=WATCH_EVERY.total_seconds())
    await stage.settle()
    run = await run_of(stage, played, run_id)
    assert (run["status"], run["summary"]["results"], run["summary"]["errors"]) == ("completed", 12, LANES_OF_A_RUN)
    stuck = await results_of(stage, played, run_id, outcome="error")
    assert [each["caseNumber"] for each in stuck] == list(range(1, LANES_OF_A_RUN + 1))


async def test_a_try_that_was_given_up_is_not_made_when_its_dead_letter_is_replayed(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, SuiteRunWatchDue)
    assert await stage.deliver("watch_suite_run", stage.envelope(call.event, call.tenant_id)) == 204
    replayed = SuiteCaseDue(run_id=call.event.run_id, lane=0, place=0, due_at=stage.clock.now())
    assert await stage.deliver("execute_suite_case", stage.envelope(replayed, call.tenant_id)) == 204
    assert [each["outcome"] for each in await stage.documents("suiteResults")] == ["error"]


async def test_a_lane_that_moves_on_is_left_alone(stage: Stage) -> None:
    played = await suite(stage)
    run_id = await requested(stage, played)
    await stage.settle(but=["execute_suite_case"])
    moved = stage.envelope(SuiteRunWatchDue(run_id=run_id, places=(7, 7, 7)), played.author.tenant_id)
    assert await stage.deliver("watch_suite_run", moved) == 204
    assert await stage.documents("suiteResults") == []

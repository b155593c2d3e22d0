import pytest

from shared.domain.suite_runs.events import SuiteLaneEnded, SuiteRunCompleted
from shared.domain.suite_runs.model import SuiteResult
from shared.domain.suite_runs.tally import SuiteSummary, Tally
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import (
    GPT,
    cases_that,
    completed,
    model_says,
    requested,
    run_of,
    suite,
    with_key,
)

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    run_id = await requested(stage, played)
    await stage.settle(but=["finish_suite_run"])
    return Arranged(event=SuiteLaneEnded(run_id=run_id), tenant_id=played.author.tenant_id)


async def test_a_lane_that_ends_before_others_ends_no_run(stage: Stage) -> None:
    played = await suite(stage)
    run_id = await requested(stage, played)
    await stage.settle(but=["execute_suite_case"])
    envelope = stage.envelope(SuiteLaneEnded(run_id=run_id), played.author.tenant_id)
    assert await stage.deliver("finish_suite_run", envelope) == 204
    assert (await run_of(stage, played, run_id))["status"] == "running"


async def test_the_summary_is_what_the_results_come_to_counted_anew(stage: Stage) -> None:
    cases = cases_that(*[number % 3 > 0 for number in range(25)])
    cases[4]["weight"] = 5
    cases[5]["assertions"][0]["metric"] = "named"
    played = await with_key(stage, await suite(stage, *cases, provider=GPT))
    model_says(stage, *["case"] * 50)
    run = await completed(stage, played, repeats=2)
    stored = [SuiteResult.model_validate(each) for each in await stage.documents("suiteResults")]
    total = Tally()
    for each in sorted(stored, key=lambda each: each.place):
        total = total.with_result(each.result, weight=each.weight)
    for place in range(0, 50, 2):
        passes = sum(each.result.passed for each in stored if each.place in (place, place + 1))
        total = total.with_group(passes, repeats=2, before=None)
    summary = SuiteSummary.of([total], repeats=2).model_dump(by_alias=True, mode="json")
    assert run["summary"] == {
        name: pytest.approx(value) if isinstance(value, float) else value for name, value in summary.items()
    }
    assert (summary["results"], summary["costNanos"], summary["metrics"]) == (50, 50 * 2550, {"named": 1.0})


async def test_a_gate_fails_a_run_that_passes_too_seldom(stage: Stage) -> None:
    played = await suite(stage)
    strict = await completed(stage, played, gate={"failUnder": 0.9})
    lenient = await completed(stage, played, gate={"failUnder": 0.5})
    assert strict["verdict"]["passed"] is False
    assert strict["verdict"]["reasons"] == ["0.6667 of the results passed, less than 0.9"]
    assert lenient["verdict"] == {"passed": True, "reasons": []}


async def test_a_run_that_was_cancelled_passes_no_gate(stage: Stage) -> None:
    played = await suite(stage, *cases_that(True))
    run_id = await requested(stage, played, gate={"failUnder": 0.0})
    await stage.call("cancel_suite_run", as_=played.author, path={"runId": run_id})
    await stage.settle()
    assert (await run_of(stage, played, run_id))["verdict"]["passed"] is False


async def test_the_end_of_a_run_is_told_once(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    told = []
    for _ in range(2):
        await stage.deliver("finish_suite_run", stage.envelope(call.event, call.tenant_id))
        told += [each for each in await stage.waiting() if each.type == SuiteRunCompleted.type]
    assert len(told) == 1

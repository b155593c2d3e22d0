import asyncio
from datetime import timedelta
from typing import Any

import pytest

from shared.data.store import Create
from shared.domain.execution.events import ExecutionRequested
from shared.domain.execution.model import RunPurpose
from tests.fixtures.attempts import running_attempt
from tests.fixtures.examples import SUM_PROGRAM, queued_run
from tests.fixtures.fake_sandbox import BREAKS_DOWN, CRASHES, EATS_MEMORY, FLOODS, LOOPS, prints
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return await queued_run(stage)


async def executed(stage: Stage, **changes: Any) -> dict[str, Any]:
    call = await queued_run(stage, **changes)
    assert call.event is not None
    assert await stage.deliver("execute_run", stage.envelope(call.event, call.tenant_id)) == 204
    return await the_run(stage)


async def the_run(stage: Stage) -> dict[str, Any]:
    [run] = await stage.documents("runs")
    return run


def verdicts(run: dict[str, Any]) -> list[str]:
    return [test["verdict"] for test in run["result"]["tests"]]


async def test_every_test_is_run_and_judged(stage: Stage) -> None:
    run = await executed(stage)
    assert (run["status"], run["result"]["verdict"]) == ("completed", "AC")
    assert verdicts(run) == ["AC", "AC"]
    [seen] = stage.sandbox.runs
    assert (seen.program.language.name, seen.program.source.decode()) == ("python", SUM_PROGRAM)
    assert seen.stdins == (b"1 2\n", b"-5 2\n")
    assert (seen.limits.cpu_seconds, seen.limits.memory_bytes) == (2.0, 256 * 1024 * 1024)


async def test_whoever_waits_is_told_at_once(stage: Stage) -> None:
    run = await executed(stage)
    [envelope] = stage.bus.waiting
    assert envelope.type == "execution.run.completed.v1"
    assert envelope.data == {"runId": run["id"], "purpose": "practice", "subjectId": "attempt", "cpuMs": 20}


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [(prints("4\n"), "WA"), (CRASHES, "RE"), (LOOPS, "TLE"), (EATS_MEMORY, "MLE"), (FLOODS, "OLE")],
)
async def test_the_worst_test_is_the_verdict_of_the_run(stage: Stage, outcome: Any, verdict: str) -> None:
    stage.sandbox.program(SUM_PROGRAM, [prints("3\n"), outcome])
    run = await executed(stage)
    assert verdicts(run) == ["AC", verdict]
    assert run["result"]["verdict"] == verdict


async def test_output_is_kept_for_visible_tests_only(stage: Stage) -> None:
    run = await executed(stage)
    assert [test["output"] for test in run["result"]["tests"]] == ["3\n", ""]


async def test_a_program_that_does_not_compile_fails_every_test(stage: Stage) -> None:
    stage.sandbox.broken_program(SUM_PROGRAM, "SyntaxError: invalid syntax")
    run = await executed(stage)
    assert run["result"]["verdict"] == "CE"
    assert run["result"]["compilerMessage"] == "SyntaxError: invalid syntax"
    assert verdicts(run) == ["CE", "CE"]


async def test_what_broke_on_our_side_is_run_once_more(stage: Stage) -> None:
    stage.sandbox.program(SUM_PROGRAM, [prints("3\n"), BREAKS_DOWN, prints("-3\n")])
    run = await executed(stage)
    assert verdicts(run) == ["AC", "AC"]
    assert [len(each.stdins) for each in stage.sandbox.runs] == [2, 1]
    assert stage.sandbox.runs[1].stdins == (b"-5 2\n",)


async def test_what_breaks_twice_is_an_internal_error(stage: Stage) -> None:
    stage.sandbox.program(SUM_PROGRAM, [prints("3\n"), BREAKS_DOWN, BREAKS_DOWN])
    run = await executed(stage)
    assert verdicts(run) == ["AC", "IE"]
    assert run["result"]["verdict"] == "IE"


async def test_a_language_nobody_knows_is_an_internal_error(stage: Stage) -> None:
    run = await executed(stage, language="cobol")
    assert run["result"]["verdict"] == "IE"
    assert stage.sandbox.runs == []


async def test_an_event_delivered_three_times_runs_once(stage: Stage) -> None:
    call = await queued_run(stage)
    assert call.event is not None
    envelope = stage.envelope(call.event, call.tenant_id)
    assert [await stage.deliver("execute_run", envelope) for _ in range(3)] == [204, 204, 204]
    assert len(stage.sandbox.runs) == 1
    assert len(stage.bus.published) == 1


async def test_deliveries_at_the_same_time_record_one_result(stage: Stage) -> None:
    call = await queued_run(stage)
    assert call.event is not None
    envelope = stage.envelope(call.event, call.tenant_id)
    answers = await asyncio.gather(*(stage.deliver("execute_run", envelope) for _ in range(3)))
    assert answers == [204, 204, 204]
    assert len(stage.sandbox.runs) == 1
    assert [each.type for each in stage.bus.published] == ["execution.run.completed.v1"]


async def test_a_run_that_has_its_result_is_not_run_again(stage: Stage) -> None:
    call = await queued_run(stage)
    assert call.event is not None
    for _ in range(2):
        assert await stage.deliver("execute_run", stage.envelope(call.event, call.tenant_id)) == 204
    assert len(stage.sandbox.runs) == 1


async def test_a_run_that_is_gone_is_nothing_to_do(stage: Stage) -> None:
    tenant_id = await stage.tenant()
    envelope = stage.envelope(ExecutionRequested(run_id="gone"), tenant_id)
    assert await stage.deliver("execute_run", envelope) == 204
    assert stage.sandbox.runs == []


async def test_without_a_sandbox_the_event_waits_and_is_handled_later(stage: Stage) -> None:
    call = await queued_run(stage)
    assert call.event is not None
    stage.sandbox.unavailable = "bubblewrap is missing"
    assert await stage.deliver("execute_run", stage.envelope(call.event, call.tenant_id)) == 204
    assert (await the_run(stage))["status"] == "queued"
    assert await stage.documents("deliveryFailures") == []
    assert await stage.waiting() == []
    stage.sandbox.unavailable = None
    stage.clock.advance(minutes=1)
    await stage.settle()
    assert (await the_run(stage))["status"] == "completed"


async def test_the_result_carries_the_time_it_was_there(stage: Stage) -> None:
    def slow(stdin: bytes) -> Any:
        stage.clock.advance(seconds=30)
        return prints("3\n")

    stage.sandbox.program(SUM_PROGRAM, slow)
    run = await executed(stage)
    assert run["result"]["finishedAt"] - run["createdAt"] == timedelta(seconds=60)


async def test_a_missing_language_is_told_at_once_where_somebody_waits(stage: Stage) -> None:
    stage.sandbox.missing_languages = {"python"}
    run = await executed(stage)
    assert (run["result"]["verdict"], run["result"]["missingLanguages"]) == ("IE", ["python"])


async def test_an_answer_waits_for_a_runner_that_has_its_language(stage: Stage) -> None:
    stage.sandbox.missing_languages = {"python"}
    run = await executed(stage, purpose=RunPurpose.SCORING)
    assert run["status"] == "queued"
    stage.sandbox.missing_languages = set()
    stage.clock.advance(minutes=1)
    await stage.settle()
    assert (await the_run(stage))["result"]["verdict"] == "AC"


async def test_listeners_learn_that_a_run_is_over_and_nothing_of_its_output(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    program = {"language": "python", "source": SUM_PROGRAM}
    await stage.call("run_answer", as_=sitting.candidate, path=sitting.answer_path(), body=program)
    [waiting] = await stage.documents("runProgress")
    assert (waiting["status"], waiting["testsDone"], waiting["testsTotal"]) == ("queued", 0, 2)
    await stage.settle()
    [over] = await stage.documents("runProgress")
    assert (over["status"], over["testsDone"], over["verdict"]) == ("completed", 2, "AC")
    assert over["candidateUid"] == sitting.candidate.user_id
    assert "result" not in over


async def test_a_run_whose_process_was_killed_is_run_again_half_a_minute_later(stage: Stage) -> None:
    call = await queued_run(stage)
    assert call.event is not None
    envelope = stage.envelope(call.event, call.tenant_id)
    record = f"tenants/{call.tenant_id}/deliveries/execute_run:{envelope.id}"
    held = {"state": "leased", "holder": "gone", "leasedUntil": stage.clock.now() + timedelta(seconds=30)}
    await stage.store.commit([Create(record, held)])
    assert await stage.deliver("execute_run", envelope) == 204
    assert stage.sandbox.runs == []
    stage.clock.advance(seconds=31)
    await stage.settle()
    assert (await the_run(stage))["result"]["verdict"] == "AC"

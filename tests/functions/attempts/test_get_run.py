import pytest

from tests.fixtures.attempts import SUM_SOLUTION, Sitting, another_candidate, attempt_being_scored, running_attempt
from tests.fixtures.fake_sandbox import always, prints
from tests.fixtures.stage import Answer, Arranged, Stage

pytestmark = pytest.mark.anyio


async def practised(stage: Stage, source: str = SUM_SOLUTION) -> tuple[Sitting, str]:
    sitting = await running_attempt(stage)
    body = {"language": "python", "source": source}
    answer = await stage.call("run_answer", as_=sitting.candidate, path=sitting.answer_path(), body=body)
    return sitting, answer.data["runId"]


async def get(stage: Stage, sitting: Sitting, run_id: str) -> Answer:
    return await stage.call("get_run", as_=sitting.candidate, path={**sitting.path, "runId": run_id})


async def arrange(stage: Stage) -> Arranged:
    sitting, run_id = await practised(stage)
    await stage.settle()
    return Arranged(as_=sitting.candidate, path={**sitting.path, "runId": run_id})


async def test_a_run_is_queued_until_it_ran(stage: Stage) -> None:
    sitting, run_id = await practised(stage)
    answer = await get(stage, sitting, run_id)
    assert (answer.data["status"], answer.data["result"]) == ("queued", None)


async def test_each_visible_test_shows_what_was_printed_and_expected(stage: Stage) -> None:
    source = stage.sandbox.program("print(3)", always(prints("3\n")))
    sitting, run_id = await practised(stage, source)
    await stage.settle()
    answer = await get(stage, sitting, run_id)
    assert answer.data["status"] == "completed"
    assert answer.data["result"]["verdict"] == "WA"
    shown = [
        (test["id"], test["verdict"], test["output"], test["expectedOutput"]) for test in answer.data["result"]["tests"]
    ]
    assert shown == [("small", "AC", "3\n", "3\n"), ("zero", "WA", "3\n", "0\n")]


async def test_a_program_that_does_not_compile_shows_the_message(stage: Stage) -> None:
    sitting, run_id = await practised(stage, stage.sandbox.broken_program("(", "SyntaxError: '(' was never closed"))
    await stage.settle()
    answer = await get(stage, sitting, run_id)
    assert answer.data["result"]["verdict"] == "CE"
    assert "never closed" in answer.data["result"]["compilerMessage"]


async def test_a_scoring_run_is_not_there_for_the_candidate(stage: Stage) -> None:
    sitting = await attempt_being_scored(stage)
    for run_id in (sitting.run_id(), "never-made"):
        answer = await get(stage, sitting, run_id)
        assert (answer.status, answer.error["code"]) == (404, "run_not_found")


async def test_neither_is_the_run_that_validated_the_question(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    [validation] = await stage.documents("runs")
    assert (await get(stage, sitting, validation["id"])).status == 404


async def test_nor_another_candidates_run_under_ones_own_attempt(stage: Stage) -> None:
    sitting, run_id = await practised(stage)
    other = await another_candidate(stage, sitting.recruiter, sitting.assessment_id, sitting.question_ids)
    await stage.call("start_attempt", as_=other.candidate)
    assert (await get(stage, other, run_id)).error["code"] == "run_not_found"
    stolen = {**sitting.path, "runId": run_id}
    assert (await stage.call("get_run", as_=other.candidate, path=stolen)).error["code"] == "attempt_not_found"


async def test_it_costs_one_round_trip(stage: Stage) -> None:
    sitting, run_id = await practised(stage)
    reads = stage.store.reads
    await get(stage, sitting, run_id)
    assert stage.store.reads == reads + 1

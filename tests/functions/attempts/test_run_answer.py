import pytest

from tests.fixtures.attempts import SUM_SOLUTION, another_candidate, finish, running_attempt
from tests.fixtures.examples import SUM_CONTENT, active_assessment, published_question
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


PROGRAM = {"language": "python", "source": SUM_SOLUTION}


async def arrange(stage: Stage) -> Arranged:
    sitting = await running_attempt(stage)
    return Arranged(as_=sitting.candidate, path=sitting.answer_path(), body=PROGRAM)


async def test_a_program_is_queued_for_the_visible_tests_only(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answer = await stage.call("run_answer", as_=sitting.candidate, path=sitting.answer_path(), body=PROGRAM)
    assert answer.status == 202
    run = await stage.document(f"tenants/{sitting.tenant_id}/runs/{answer.data['runId']}")
    assert run is not None
    assert run["purpose"] == "practice"
    assert [test["id"] for test in run["spec"]["tests"]] == ["small", "zero"]


async def test_somebody_waits_so_it_is_published_at_once(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answer = await stage.call("run_answer", as_=sitting.candidate, path=sitting.answer_path(), body=PROGRAM)
    assert stage.bus.waiting[-1].data == {"runId": answer.data["runId"]}


async def test_practising_saves_nothing_and_scores_nothing(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await stage.call("run_answer", as_=sitting.candidate, path=sitting.answer_path(), body=PROGRAM)
    await stage.settle()
    assert await stage.documents("answers") == []
    assert await stage.documents("attemptResults") == []


async def test_a_closed_attempt_runs_nothing(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await finish(stage, sitting)
    answer = await stage.call("run_answer", as_=sitting.candidate, path=sitting.answer_path(), body=PROGRAM)
    assert (answer.status, answer.error["code"]) == (409, "attempt_closed")


async def test_a_language_the_question_does_not_allow_is_named(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    body = {**PROGRAM, "language": "cobol"}
    answer = await stage.call("run_answer", as_=sitting.candidate, path=sitting.answer_path(), body=body)
    assert answer.error["details"][0]["code"] == "language_not_allowed"


async def test_a_question_that_shows_no_tests_can_not_be_practised(stage: Stage) -> None:
    hidden = [{**test, "visible": False} for test in SUM_CONTENT["tests"]]
    recruiter = await stage.member()
    question_id = await published_question(stage, recruiter, tests=hidden)
    assessment_id, ids = await active_assessment(
        stage, recruiter, questions=[{"questionId": question_id, "points": "10"}]
    )
    sitting = await another_candidate(stage, recruiter, assessment_id, ids)
    await stage.call("start_attempt", as_=sitting.candidate)
    answer = await stage.call("run_answer", as_=sitting.candidate, path=sitting.answer_path(), body=PROGRAM)
    assert (answer.status, answer.error["code"]) == (409, "no_visible_tests")


async def test_twenty_runs_a_minute_are_enough_for_one_candidate(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    call = Arranged(as_=sitting.candidate, path=sitting.answer_path(), body=PROGRAM)
    answers = [await stage.arranged("run_answer", call) for _ in range(21)]
    assert [answer.status for answer in answers] == [202] * 20 + [429]
    assert answers[-1].headers["ratelimit"].startswith('"practice";r=0;')


async def test_fifty_runs_a_minute_are_enough_for_one_tenant(stage: Stage) -> None:
    recruiter = await stage.member()
    assessment_id, ids = await active_assessment(stage, recruiter)
    statuses: list[int] = []
    for _ in range(3):
        sitting = await another_candidate(stage, recruiter, assessment_id, ids)
        await stage.call("start_attempt", as_=sitting.candidate)
        call = Arranged(as_=sitting.candidate, path=sitting.answer_path(), body=PROGRAM)
        statuses += [(await stage.arranged("run_answer", call)).status for _ in range(17)]
    assert statuses == [202] * 50 + [429]

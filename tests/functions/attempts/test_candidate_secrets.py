import json
from typing import Any

import pytest

from tests.fixtures.attempts import another_candidate
from tests.fixtures.examples import active_assessment, published_question
from tests.fixtures.stage import SignedIn, Stage

pytestmark = pytest.mark.anyio


HIDDEN = ("hidden-test-7d1", "31337 4242", "35579", "REFERENCE-c0ffee", '"weight"')
CONTENT = {
    "tests": [
        {"id": "shown", "input": "1 2\n", "expectedOutput": "3\n", "visible": True, "weight": 1},
        {"id": HIDDEN[0], "input": f"{HIDDEN[1]}\n", "expectedOutput": f"{HIDDEN[2]}\n", "weight": 17},
    ],
    "reference": {"language": "python", "source": f"# {HIDDEN[3]}\nprint(sum(map(int, input().split())))\n"},
}


async def test_hidden_tests_and_reference_solutions_never_reach_a_candidate(stage: Stage) -> None:
    recruiter = await stage.member()
    question_id = await published_question(stage, recruiter, **CONTENT)
    questions = [{"questionId": question_id, "points": "10"}]
    everything = {"shown": "at_once", "detail": "questions"}
    assessment_id, question_ids = await active_assessment(stage, recruiter, questions=questions, results=everything)
    sitting = await another_candidate(stage, recruiter, assessment_id, question_ids)
    bodies: list[str] = []

    async def call(name: str, **request: Any) -> Any:
        answer = await stage.call(name, **request)
        bodies.append(json.dumps([answer.body, answer.headers]))
        return answer.body.get("data")

    signed_in = await call("redeem_invitation", body={"token": sitting.token})
    candidate = SignedIn(signed_in["accessToken"], sitting.tenant_id, "")
    await call("start_attempt", as_=candidate)
    await call("start_attempt", as_=candidate)
    await call("get_attempt", as_=candidate, path=sitting.path)
    program = {"language": "python", "source": "print(1)"}
    run = await call("run_answer", as_=candidate, path=sitting.answer_path(), body=program)
    await call("get_run", as_=candidate, path={**sitting.path, "runId": run["runId"]})
    await stage.settle()
    await call("get_run", as_=candidate, path={**sitting.path, "runId": run["runId"]})
    await call("save_answer", as_=candidate, path=sitting.answer_path(), body={**program, "revision": 2})
    await call("save_answer", as_=candidate, path=sitting.answer_path(), body={**program, "revision": 1})
    await call("finish_attempt", as_=candidate, path=sitting.path)
    await stage.settle()
    await call("get_attempt", as_=candidate, path=sitting.path)
    await call("get_run", as_=candidate, path={**sitting.path, "runId": sitting.run_id()})
    await call("get_attempt_results", as_=candidate, path=sitting.path)
    await call("preview_assessment", as_=candidate, path={"assessmentId": assessment_id})
    assert "points" in await call("get_my_result", as_=candidate, path=sitting.path)
    await call("list_attempts", as_=candidate)
    await call("get_question", as_=candidate, path={"questionId": question_id})
    await call("batch_get_questions", as_=candidate, query={"ids": question_id})
    bodies.append(str(await stage.document(sitting.document("attemptStatus"))))

    assert (await stage.document(sitting.document("attemptResults"))) is not None, "it was scored"
    assert "shown" in "".join(bodies), "visible tests were among the answers"
    for secret in HIDDEN:
        assert all(secret not in body for body in bodies), secret

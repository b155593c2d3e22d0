import json
from datetime import datetime

import pytest

from shared.data.store import Delete
from tests.fixtures.attempts import another_candidate, attempt_of_kinds, finish, running_attempt, save, scored_attempt
from tests.fixtures.examples import SUM_CONTENT
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await running_attempt(stage)
    return Arranged(as_=sitting.candidate, path=sitting.path)


async def test_the_candidate_sees_questions_and_what_they_wrote(stage: Stage) -> None:
    sitting = await running_attempt(stage, questions=2)
    await save(stage, sitting, 1, revision=7, source="print(1)")
    stage.clock.advance(minutes=1)
    answer = await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)
    assert datetime.fromisoformat(answer.data["serverTime"]) == stage.clock.now()
    first, second = answer.data["questions"]
    assert first["title"] == "Sum 0"
    assert first["prompt"] == SUM_CONTENT["prompt"]
    assert first["coding"]["starterCode"] == SUM_CONTENT["starterCode"]
    assert first["coding"]["languages"] == ["python", "javascript"]
    assert first["points"] == "10"
    assert first["answer"] is None
    assert second["answer"]["revision"] == 7
    assert second["answer"]["response"]["source"] == "print(1)"


async def test_only_visible_tests_are_shown_and_no_weights(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answer = await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)
    assert answer.data["questions"][0]["coding"]["visibleTests"] == [
        {"id": "small", "input": "1 2\n", "expectedOutput": "3\n"},
        {"id": "zero", "input": "0 0\n", "expectedOutput": "0\n"},
    ]


async def test_it_costs_two_round_trips(stage: Stage) -> None:
    sitting = await running_attempt(stage, questions=3)
    reads = stage.store.reads
    await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)
    assert stage.store.reads == reads + 2


async def test_an_answer_saved_since_is_never_taken_for_unchanged(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    first = await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)
    assert "etag" not in first.headers


async def test_another_candidates_attempt_is_not_there(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    other = await another_candidate(stage, sitting.recruiter, sitting.assessment_id, sitting.question_ids)
    await stage.call("start_attempt", as_=other.candidate)
    answer = await stage.call("get_attempt", as_=other.candidate, path=sitting.path)
    assert (answer.status, answer.error["code"]) == (404, "attempt_not_found")
    never = await stage.call("get_attempt", as_=other.candidate, path={"attemptId": "never-made"})
    assert never.error == answer.error


async def test_it_can_be_read_after_the_end(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await save(stage, sitting)
    await finish(stage, sitting)
    answer = await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)
    assert answer.data["status"] == "submitted"
    assert answer.data["questions"][0]["answer"]["revision"] == 1


async def test_the_score_is_not_the_candidates_to_read(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    answer = await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)
    assert answer.data["status"] == "scored"
    assert "maxPoints" not in answer.data
    assert "points" not in answer.data
    results = await stage.call("get_attempt_results", as_=sitting.candidate, path=sitting.path)
    assert results.status == 403


async def test_choices_are_shown_and_which_are_right_is_not(stage: Stage) -> None:
    sitting = await attempt_of_kinds(stage, "multiple_choice", "numeric", "free_text")
    answer = await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)
    choice, number, text = answer.data["questions"]
    assert choice["multipleChoice"] == {
        "several": True,
        "choices": [{"id": "a", "text": "2"}, {"id": "b", "text": "4"}, {"id": "c", "text": "5"}],
    }
    assert (number["kind"], number["unit"], number["coding"]) == ("numeric", "", None)
    assert (text["kind"], text["maxLength"]) == ("free_text", 100)
    shown = json.dumps(answer.body)
    assert not [secret for secret in ("correct", "right_minus_wrong", "3.14159", "Paris") if secret in shown]


async def test_the_instructions_are_those_the_attempt_was_started_with(stage: Stage) -> None:
    sitting = await running_attempt(stage, instructions="Read everything first.")
    path = f"tenants/{sitting.tenant_id}/assessments/{sitting.assessment_id}"
    await stage.change(path, instructions="Another text.")
    answer = await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)
    assert answer.data["instructions"] == "Read everything first."
    assert "seed" not in answer.data


async def test_questions_are_read_once_for_all_candidates_and_answers_each_time(stage: Stage) -> None:
    sitting = await attempt_of_kinds(stage, "coding", "multiple_choice", "numeric", "free_text", "file_upload")
    others = [
        await another_candidate(stage, sitting.recruiter, sitting.assessment_id, sitting.question_ids) for _ in range(2)
    ]
    for other in others:
        assert (await stage.call("start_attempt", as_=other.candidate)).status == 201
    first = await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)
    for question_id in sitting.question_ids:
        await stage.store.commit([Delete(f"tenants/{sitting.tenant_id}/questionVersions/{question_id}:1")])
    for other in others:
        await save(stage, other, source="print(2)")
        answer = await stage.call("get_attempt", as_=other.candidate, path=other.path)
        begun, *untouched = answer.data["questions"]
        assert begun["answer"]["response"]["source"] == "print(2)"
        assert [{**begun, "answer": None}, *untouched] == first.data["questions"]


async def test_another_tenants_candidate_reads_their_own(stage: Stage) -> None:
    one, other = await running_attempt(stage, title="One"), await running_attempt(stage, title="Other")
    assert one.tenant_id != other.tenant_id
    await stage.call("get_attempt", as_=one.candidate, path=one.path)
    document = await stage.document(other.document("attempts"))
    assert document is not None
    taken = [{**document["questions"][0], "questionId": one.question_ids[0]}]
    await stage.change(other.document("attempts"), questions=taken)
    assert (await stage.call("get_attempt", as_=other.candidate, path=other.path)).status == 500

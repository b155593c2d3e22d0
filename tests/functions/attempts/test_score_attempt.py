import asyncio
from typing import Any

import pytest

from shared.auth.roles import Role
from shared.domain.attempts.events import AttemptSubmitted
from tests.fixtures.attempts import (
    Sitting,
    another_candidate,
    attempt_of_kinds,
    finish,
    respond,
    running_attempt,
    save,
)
from tests.fixtures.examples import OTHER_KINDS, active_assessment, published_content
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def submitted(stage: Stage) -> Sitting:
    """Answer the first of two questions and finish; nothing has heard of it yet."""
    sitting = await running_attempt(stage, questions=2)
    await save(stage, sitting, 0, language="javascript", source="console.log(1)")
    await finish(stage, sitting)
    stage.bus.waiting.clear()
    return sitting


async def arrange(stage: Stage) -> Arranged:
    sitting = await submitted(stage)
    return Arranged(event=AttemptSubmitted(attempt_id=sitting.invitation_id), tenant_id=sitting.tenant_id)


async def deliver(stage: Stage, sitting: Sitting) -> int:
    event = AttemptSubmitted(attempt_id=sitting.invitation_id)
    return await stage.deliver("score_attempt", stage.envelope(event, sitting.tenant_id))


async def scoring_runs(stage: Stage) -> list[dict[str, Any]]:
    return [run for run in await stage.documents("runs") if run["purpose"] == "scoring"]


async def test_each_answer_gets_one_run_with_hidden_tests_too(stage: Stage) -> None:
    sitting = await submitted(stage)
    assert await deliver(stage, sitting) == 204
    [run] = await scoring_runs(stage)
    assert run["id"] == sitting.run_id(0)
    assert (run["language"], run["source"]) == ("javascript", "console.log(1)")
    assert (run["versionId"], run["spec"]) == (f"{sitting.question_ids[0]}:1", None)
    assert [event.data for event in stage.bus.waiting] == [{"runId": run["id"]}]


async def test_the_event_under_another_id_makes_no_second_set(stage: Stage) -> None:
    sitting = await submitted(stage)
    for _ in range(3):
        assert await deliver(stage, sitting) == 204
    assert len(await scoring_runs(stage)) == 1
    assert len(stage.bus.waiting) == 1


async def test_neither_do_deliveries_at_the_same_time(stage: Stage) -> None:
    sitting = await submitted(stage)
    assert set(await asyncio.gather(*(deliver(stage, sitting) for _ in range(4)))) == {204}
    assert len(await scoring_runs(stage)) == 1
    assert len(stage.bus.waiting) == 1


async def test_nothing_answered_is_scored_with_nothing_at_once(stage: Stage) -> None:
    sitting = await running_attempt(stage, questions=2)
    await save(stage, sitting, 0, source=" \n\t")
    await finish(stage, sitting)
    stage.bus.waiting.clear()
    await deliver(stage, sitting)
    assert await scoring_runs(stage) == []
    answer = await stage.call("get_attempt_results", as_=sitting.recruiter, path=sitting.path)
    assert (answer.data["points"], answer.data["maxPoints"]) == ("0.00", "20")
    assert [each["verdict"] for each in answer.data["questions"]] == [None, None]
    assert answer.data["needsReview"] is False
    projection = await stage.document(sitting.document("attemptStatus"))
    assert projection is not None
    assert projection["status"] == "scored"


async def test_an_attempt_still_open_is_not_scored(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await save(stage, sitting)
    assert await deliver(stage, sitting) == 204
    assert await scoring_runs(stage) == []


async def test_answers_that_need_no_run_are_scored_at_once(stage: Stage) -> None:
    sitting = await attempt_of_kinds(stage, "multiple_choice", "numeric", "free_text")
    await respond(stage, sitting, 0, {"kind": "multiple_choice", "chosen": ["a"]})
    await respond(stage, sitting, 1, {"kind": "numeric", "value": " 3.14 "})
    await respond(stage, sitting, 2, {"kind": "free_text", "text": "London"})
    await finish(stage, sitting)
    await stage.settle()
    found = (await stage.call("get_attempt_results", as_=sitting.recruiter, path=sitting.path)).data
    assert [each["points"] for each in found["questions"]] == ["5.00", "10.00", "0.00"]
    assert (found["points"], found["needsReview"]) == ("15.00", False)
    assert await scoring_runs(stage) == []


async def test_programs_and_other_answers_are_counted_together(stage: Stage) -> None:
    sitting = await attempt_of_kinds(stage, "coding", "multiple_choice", "numeric")
    await save(stage, sitting, 0)
    await respond(stage, sitting, 1, {"kind": "multiple_choice", "chosen": ["a", "c"]})
    await finish(stage, sitting)
    await stage.settle()
    found = (await stage.call("get_attempt_results", as_=sitting.recruiter, path=sitting.path)).data
    assert [(each["kind"], each["points"], each["answered"]) for each in found["questions"]] == [
        ("coding", "10.00", True),
        ("multiple_choice", "10.00", True),
        ("numeric", "0.00", False),
    ]
    assert found["points"] == "20.00"


async def test_a_text_that_a_person_must_read_is_marked_for_review(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    essay = OTHER_KINDS["free_text"] | {"scoring": {"manual": True}}
    question_id = await published_content(stage, recruiter, essay)
    assessment_id, ids = await active_assessment(
        stage, recruiter, questions=[{"questionId": question_id, "points": "10"}]
    )
    sitting = await another_candidate(stage, recruiter, assessment_id, ids)
    await stage.call("start_attempt", as_=sitting.candidate)
    await respond(stage, sitting, 0, {"kind": "free_text", "text": "It depends."})
    await finish(stage, sitting)
    await stage.settle()
    found = (await stage.call("get_attempt_results", as_=recruiter, path=sitting.path)).data
    assert (found["points"], found["needsReview"]) == ("0.00", True)
    assert found["questions"][0]["needsReview"] is True

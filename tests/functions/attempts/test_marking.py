from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.assessments import answer_number, sitting_of
from tests.fixtures.attempts import Sitting, another_candidate, finish, respond
from tests.fixtures.examples import OTHER_KINDS, SUM_CONTENT, active_assessment, publish, published_content
from tests.fixtures.fake_sandbox import prints
from tests.fixtures.stage import Stage

pytestmark = pytest.mark.anyio

ONE_RIGHT = OTHER_KINDS["multiple_choice"] | {"several": False, "scoring": {"correct": ["a"], "penalty": "0.5"}}


async def result_of(stage: Stage, sitting: Sitting) -> dict[str, Any]:
    await finish(stage, sitting)
    await stage.settle()
    return (await stage.call("get_attempt_results", as_=sitting.recruiter, path=sitting.path)).data


async def result(stage: Stage, marking: dict[str, Any], *values: str) -> dict[str, Any]:
    """Answer a numeric question, worth 10 points, with each value, and return the result."""
    sitting = await sitting_of(stage, *([None] * len(values)), marking=marking)
    for number, value in enumerate(values):
        if value:
            assert (await answer_number(stage, sitting, number, value)).status == 200
    return await result_of(stage, sitting)


def points(result: dict[str, Any]) -> list[str]:
    return [each["points"] for each in result["questions"]]


async def test_a_wrong_answer_costs_its_penalty_and_none_costs_nothing(stage: Stage) -> None:
    found = await result(stage, {"penalty": "0.25"}, "3.14", "0", "")
    assert points(found) == ["10.00", "-2.50", "0.00"]
    assert (found["points"], found["maxPoints"]) == ("7.50", "30")


@pytest.mark.parametrize(
    ("floor", "each", "total"),
    [
        ("none", ["-10.00", "-10.00", "10.00"], "-10.00"),
        ("question", ["0.00", "0.00", "10.00"], "10.00"),
        ("assessment", ["-10.00", "-10.00", "10.00"], "0.00"),
    ],
)
async def test_penalties_stop_where_the_floor_is(stage: Stage, floor: str, each: list[str], total: str) -> None:
    found = await result(stage, {"penalty": "1", "floor": floor}, "0", "0", "3.14")
    assert (points(found), found["points"]) == (each, total)


@pytest.mark.parametrize(("percent", "passed"), [("50", True), ("50.01", False), (None, None)])
async def test_who_has_exactly_enough_has_passed(stage: Stage, percent: str | None, passed: bool | None) -> None:
    assert (await result(stage, {"passingPercent": percent}, "3.14", "0"))["passed"] is passed


@pytest.mark.parametrize(
    ("marking", "penalty", "expected"),
    [({}, None, "-5.00"), ({"penalty": "0.25"}, None, "-2.50"), ({"penalty": "0.25"}, "0", "0.00")],
    ids=["the-questions-own", "the-assessments", "the-choices"],
)
async def test_the_nearest_penalty_counts(
    stage: Stage, marking: dict[str, Any], penalty: str | None, expected: str
) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await published_content(stage, recruiter, ONE_RIGHT)
    questions = [{"questionId": question_id, "points": "10", "penalty": penalty}]
    assessment_id, ids = await active_assessment(stage, recruiter, questions=questions, marking=marking)
    sitting = await another_candidate(stage, recruiter, assessment_id, ids)
    await stage.call("start_attempt", as_=sitting.candidate)
    await respond(stage, sitting, 0, {"kind": "multiple_choice", "chosen": ["b"]})
    assert points(await result_of(stage, sitting)) == [expected]


async def test_programs_and_right_minus_wrong_are_not_penalised(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    contents = (SUM_CONTENT, OTHER_KINDS["multiple_choice"])
    ids = [await published_content(stage, recruiter, content) for content in contents]
    questions = [{"questionId": question_id, "points": "10"} for question_id in ids]
    assessment_id, _ = await active_assessment(stage, recruiter, questions=questions, marking={"penalty": "1"})
    sitting = await another_candidate(stage, recruiter, assessment_id, ids)
    await stage.call("start_attempt", as_=sitting.candidate)
    stage.sandbox.program("is wrong", lambda stdin: prints("no"))
    await respond(stage, sitting, 0, {"kind": "coding", "language": "python", "source": "is wrong"})
    await respond(stage, sitting, 1, {"kind": "multiple_choice", "chosen": ["b"]})
    assert points(await result_of(stage, sitting)) == ["0.00", "0.00"]


async def test_scored_anew_by_a_mended_question_it_is_marked_the_same_way(stage: Stage) -> None:
    marking = {"penalty": "1", "floor": "assessment", "passingPercent": "100"}
    sitting = await sitting_of(stage, None, marking=marking)
    await answer_number(stage, sitting, value="6.28")
    before = await result_of(stage, sitting)
    assert (points(before), before["points"], before["passed"]) == (["-10.00"], "0.00", False)
    question = {"questionId": sitting.question_ids[0]}
    body = {"content": {"scoring": {"expected": "6.28"}}}
    assert (await stage.call("update_question", as_=sitting.recruiter, path=question, body=body)).status == 200
    await publish(stage, sitting.recruiter, sitting.question_ids[0])
    path = {"assessmentId": sitting.assessment_id}
    rescoring = await stage.call("rescore_attempts", as_=sitting.recruiter, path=path, body=question)
    await stage.settle()
    path = {"rescoringId": rescoring.data["id"]}
    assert (await stage.call("apply_rescoring", as_=sitting.recruiter, path=path)).status == 202
    await stage.settle()
    after = (await stage.call("get_attempt_results", as_=sitting.recruiter, path=sitting.path)).data
    assert (points(after), after["points"], after["passed"]) == (["10.00"], "10.00", True)

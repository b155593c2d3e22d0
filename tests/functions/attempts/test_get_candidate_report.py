import pytest

from tests.fixtures.attempts import another_candidate, finish, running_attempt, save, scored_attempt
from tests.fixtures.fake_sandbox import always, prints
from tests.fixtures.score_bundles import attempt_of_all_kinds
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await scored_attempt(stage)
    return Arranged(as_=sitting.recruiter, path=sitting.path)


async def test_it_tells_of_each_question_and_each_test(stage: Stage) -> None:
    sitting = await attempt_of_all_kinds(stage)
    report = (await stage.call("get_candidate_report", as_=sitting.recruiter, path=sitting.path)).data
    assert (report["candidateName"], report["candidateEmail"]) == ("Carl Candidate", "carl@example.com")
    [section] = report["sections"]
    assert (section["points"], section["maxPoints"]) == (report["points"], report["maxPoints"])
    kinds = {(each["kind"], each["answered"]): each for each in section["questions"]}
    program = kinds["coding", True]
    assert (program["verdict"], program["language"], program["points"]) == ("AC", "python", "10.00")
    assert [(test["id"], test["verdict"]) for test in program["tests"]] == [
        ("small", "AC"),
        ("zero", "AC"),
        ("negative", "AC"),
    ]
    assert program["lastSavedAt"] == "2026-03-02T09:00:00Z"
    assert kinds["coding", False]["lastSavedAt"] is None
    assert (await stage.audited("get_candidate_report"))[0]["target"] == sitting.path


async def test_the_percentile_is_among_those_who_took_the_same_assessment(stage: Stage) -> None:
    first = await scored_attempt(stage)
    alone = (await stage.call("get_candidate_report", as_=first.recruiter, path=first.path)).data
    assert (alone["percentile"], alone["comparedWith"]) == (50.0, 0)
    second = await another_candidate(stage, first.recruiter, first.assessment_id, first.question_ids)
    stage.sandbox.program("wrong", always(prints("7\n")))
    assert (await stage.call("start_attempt", as_=second.candidate)).status == 201
    await save(stage, second, source="wrong")
    await finish(stage, second)
    await stage.settle()
    better, worse = [
        (await stage.call("get_candidate_report", as_=first.recruiter, path=each.path)).data for each in (first, second)
    ]
    assert (better["percentile"], worse["percentile"], worse["comparedWith"]) == (75.0, 25.0, 1)


async def test_an_attempt_that_is_not_scored_has_none(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answer = await stage.call("get_candidate_report", as_=sitting.recruiter, path=sitting.path)
    assert (answer.status, answer.error["code"]) == (409, "attempt_not_scored")

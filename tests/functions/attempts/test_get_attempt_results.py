import pytest

from shared.auth.roles import Role
from tests.fixtures.attempts import attempt_being_scored, running_attempt, scored_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await scored_attempt(stage)
    return Arranged(as_=sitting.recruiter, path=sitting.path)


async def test_each_tests_verdict_and_points_are_shown(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    answer = await stage.call("get_attempt_results", as_=sitting.recruiter, path=sitting.path)
    assert answer.data["points"] == "10.00"
    assert answer.data["attempt"]["closedBy"] == "candidate"
    [question] = answer.data["questions"]
    assert (question["title"], question["language"], question["verdict"]) == ("Sum of two numbers", "python", "AC")
    assert [(test["id"], test["visible"], test["points"]) for test in question["tests"]] == [
        ("small", True, "2.50"),
        ("zero", True, "2.50"),
        ("negative", False, "5.00"),
    ]


async def test_before_the_score_there_are_no_results(stage: Stage) -> None:
    for sitting in (await running_attempt(stage), await attempt_being_scored(stage)):
        answer = await stage.call("get_attempt_results", as_=sitting.recruiter, path=sitting.path)
        assert (answer.status, answer.error["code"]) == (409, "attempt_not_scored")


async def test_it_costs_one_round_trip(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    await stage.call("list_attempts", as_=sitting.recruiter)
    reads = stage.store.reads
    await stage.call("get_attempt_results", as_=sitting.recruiter, path=sitting.path)
    assert stage.store.reads == reads + 1


async def test_viewers_do_not_see_how_people_did(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    viewer = await stage.member(Role.VIEWER, tenant_id=sitting.tenant_id)
    assert (await stage.call("get_attempt_results", as_=viewer, path=sitting.path)).status == 403

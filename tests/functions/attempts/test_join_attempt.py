import pytest

from shared.auth.roles import Role
from shared.domain.attempts.model import MAX_INTERVIEWERS
from tests.fixtures.attempts import finish, running_attempt
from tests.fixtures.rooms import join, pair_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await pair_attempt(stage)
    return Arranged(as_=sitting.recruiter, path=sitting.path)


async def test_the_candidate_sees_who_has_joined_and_since_when(stage: Stage) -> None:
    sitting = await pair_attempt(stage)
    assert (await join(stage, sitting)).status == 200
    interviewer = {"userId": sitting.recruiter.user_id, "name": "Somebody", "joinedAt": "2026-03-02T09:00:00Z"}
    seen = await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)
    assert seen.data["interviewers"] == [interviewer]
    shown = await stage.document(sitting.document("attemptStatus"))
    assert shown is not None
    assert [each["name"] for each in shown["interviewers"]] == ["Somebody"]


async def test_it_is_audited_and_twice_is_as_good_as_once(stage: Stage) -> None:
    sitting = await pair_attempt(stage)
    first, second = await join(stage, sitting), await join(stage, sitting)
    assert first.data["interviewers"] == second.data["interviewers"]
    entries = await stage.audited("join_attempt")
    assert entries[0]["actor"] == f"user:{sitting.recruiter.user_id}"


async def test_nobody_joins_where_the_assessment_does_not_allow_it(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answer = await join(stage, sitting)
    assert (answer.status, answer.error["code"]) == (409, "pair_mode_not_allowed")


async def test_nobody_joins_an_attempt_that_has_ended(stage: Stage) -> None:
    sitting = await pair_attempt(stage)
    await finish(stage, sitting)
    answer = await join(stage, sitting)
    assert (answer.status, answer.error["code"]) == (409, "attempt_closed")


async def test_so_many_interviewers_join_and_not_more(stage: Stage) -> None:
    sitting = await pair_attempt(stage)
    for _ in range(MAX_INTERVIEWERS):
        assert (await join(stage, sitting, await stage.member(tenant_id=sitting.tenant_id))).status == 200
    answer = await join(stage, sitting)
    assert (answer.status, answer.error["code"]) == (409, "too_many_interviewers")


async def test_a_viewer_and_a_candidate_do_not_join(stage: Stage) -> None:
    sitting = await pair_attempt(stage)
    viewer = await stage.member(Role.VIEWER, tenant_id=sitting.tenant_id)
    for who in (viewer, sitting.candidate):
        assert (await join(stage, sitting, who)).status == 403

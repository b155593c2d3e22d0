import pytest

from shared.auth.roles import Role
from tests.fixtures.attempts import another_candidate, invited_candidate
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=(await invited_candidate(stage)).recruiter)


async def test_each_person_is_listed_once_who_was_invited_last_first(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    stage.clock.advance(minutes=1)
    between = stage.clock.now()
    stage.clock.advance(minutes=1)
    await another_candidate(stage, sitting.recruiter, sitting.assessment_id, sitting.question_ids)
    for query, expected in [
        ({}, ["carl1@example.com", "carl@example.com"]),
        ({"sort": "email"}, ["carl1@example.com", "carl@example.com"]),
        ({"since": between.isoformat()}, ["carl1@example.com"]),
        ({"until": between.isoformat()}, ["carl@example.com"]),
    ]:
        answer = await stage.call("list_candidates", as_=sitting.recruiter, query=query)
        assert [each["email"] for each in answer.data] == expected


async def test_another_tenants_candidates_are_not_listed(stage: Stage) -> None:
    await invited_candidate(stage)
    assert (await stage.call("list_candidates", as_=await stage.member(Role.RECRUITER))).data == []

import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    return Arranged(as_=recruiter, query={"email": recruiter.email})


async def test_a_member_is_found_by_e_mail_however_it_is_written(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    answer = await stage.call("lookup_member", as_=recruiter, query={"email": recruiter.email.upper()})
    assert answer.data["id"] == recruiter.user_id


async def test_another_tenants_member_is_not_found(stage: Stage) -> None:
    recruiter, stranger = await stage.member(), await stage.member()
    answer = await stage.call("lookup_member", as_=recruiter, query={"email": stranger.email})
    assert (answer.status, answer.error["code"]) == (404, "member_not_found")


@pytest.mark.parametrize("query", [{}, {"email": "nobody"}, {"email": ["a@example.com", "b@example.com"]}])
async def test_what_is_no_e_mail_is_400(stage: Stage, query: dict) -> None:
    answer = await stage.call("lookup_member", as_=await stage.member(), query=query)
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/email")

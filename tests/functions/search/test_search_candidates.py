import pytest

from shared.auth.roles import Role
from tests.fixtures.attempts import invited_candidate
from tests.fixtures.privacy import candidate_who_finished
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await invited_candidate(stage)
    await stage.settle()
    return Arranged(as_=sitting.recruiter, query={"q": "carl"})


async def emails(stage: Stage, member: SignedIn, q: str) -> list[str]:
    return [each["email"] for each in (await stage.call("search_candidates", as_=member, query={"q": q})).data]


async def test_candidates_are_found_by_name_and_address(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    for q in ("carl", "candidte", "carl@example.com"):
        assert await emails(stage, call.as_, q) == ["carl@example.com"]


async def test_another_tenants_candidates_are_never_found(stage: Stage) -> None:
    await arrange(stage)
    assert await emails(stage, await stage.member(Role.RECRUITER), "carl") == []


async def test_an_erased_candidate_is_found_no_more(stage: Stage) -> None:
    sitting, admin = await candidate_who_finished(stage)
    assert await emails(stage, admin, "carl") == ["carl@example.com"]
    await stage.call("erase_candidate", as_=admin, path={"invitationId": sitting.invitation_id})
    await stage.settle()
    assert await stage.documents("candidates") == []
    assert "carl" not in str(await stage.documents("searchEntries")).lower()

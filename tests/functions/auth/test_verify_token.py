import pytest

from shared.adapters.local_identity import LocalIdentity
from shared.config import config
from tests.fixtures.people import PASSWORD, sign_up
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member())


async def test_a_user_sees_who_they_are_and_where(stage: Stage) -> None:
    owner = await sign_up(stage)
    answer = await stage.call("verify_token", as_=owner)
    assert answer.data == {
        "kind": "user",
        "user": {"id": owner.user_id, "email": owner.email, "displayName": "Olga Owner"},
        "tenants": [{"id": owner.tenant_id}],
        "invitationId": None,
        "isStaff": False,
    }


async def test_platform_staff_are_told_that_they_are(stage: Stage) -> None:
    answer = await stage.call("verify_token", as_=await staff_member(stage))
    assert (answer.data["isStaff"], answer.data["tenants"]) == (True, [])


async def test_a_candidate_is_no_user(stage: Stage) -> None:
    candidate = await stage.candidate("T1", "I1")
    answer = await stage.call("verify_token", as_=candidate)
    assert answer.data["kind"] == "candidate"
    assert answer.data["tenants"] == [{"id": "T1"}]
    assert answer.data["invitationId"] == "I1"


async def test_no_token_is_401(stage: Stage) -> None:
    answer = await stage.call("verify_token")
    assert (answer.status, answer.headers["www-authenticate"]) == (401, "Bearer")


async def test_an_expired_token_is_401(stage: Stage) -> None:
    owner = await sign_up(stage)
    stage.clock.advance(minutes=61)
    assert (await stage.call("verify_token", as_=owner)).status == 401


@pytest.mark.parametrize(
    ("key", "project"), [("another-signing-key-of-32-characters", None), (None, "demo-other")], ids=["key", "project"]
)
async def test_a_forged_or_another_projects_token_is_401(stage: Stage, key: str | None, project: str | None) -> None:
    stranger = LocalIdentity(key or config().signing_key, stage.clock, project or config().project, scrypt_cost=2)
    await stranger.create_account("U1", "a@example.com", PASSWORD, "A")
    tokens = await stranger.sign_in("a@example.com", PASSWORD)
    answer = await stage.call("verify_token", as_=SignedIn(tokens.access_token, "T1", "U1"))
    assert answer.status == 401
    assert tokens.access_token not in str(answer.body)


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Basic abc", "Bearer a.b.c", "Bearer \u00e9", "x" * 5_000])
async def test_a_header_that_is_no_bearer_token_is_401(stage: Stage, header: str) -> None:
    answer = await stage.call("verify_token", headers={"authorization": header})
    assert answer.status == 401

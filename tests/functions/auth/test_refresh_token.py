import pytest

from tests.fixtures.people import PASSWORD, SIGN_UP, sign_up
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    data = (await stage.call("sign_up", body=SIGN_UP)).data
    return Arranged(body={"refreshToken": data["refreshToken"]})


async def test_an_expired_access_token_is_renewed(stage: Stage) -> None:
    signed_up = (await stage.call("sign_up", body=SIGN_UP)).data
    stage.clock.advance(hours=2)
    old = SignedIn(signed_up["accessToken"], signed_up["tenantId"], signed_up["user"]["id"])
    assert (await stage.call("list_members", as_=old)).status == 401
    answer = await stage.call("refresh_token", body={"refreshToken": signed_up["refreshToken"]})
    assert answer.data["signInSessionId"] == signed_up["signInSessionId"]
    renewed = SignedIn(answer.data["accessToken"], old.tenant_id, old.user_id)
    assert (await stage.call("list_members", as_=renewed)).status == 200


async def test_somebody_who_signed_in_past_ella_is_let_in_nowhere(stage: Stage) -> None:
    owner = await sign_up(stage)
    tokens = await stage.identity.sign_in(owner.email, PASSWORD)
    past = SignedIn(tokens.access_token, owner.tenant_id, owner.user_id)
    for name in ("verify_token", "list_members", "list_sign_in_sessions"):
        answer = await stage.call(name, as_=past)
        assert (answer.status, answer.error["code"]) == (401, "signed_out"), name
    answer = await stage.call("refresh_token", body={"refreshToken": tokens.refresh_token})
    assert (answer.status, answer.error["code"]) == (401, "invalid_refresh_token")


async def test_a_candidate_is_renewed_as_the_same_candidate(stage: Stage) -> None:
    tokens = await stage.identity.sign_in_as("candidate", {"tenantId": "T1", "invitationId": "I1"})
    answer = await stage.call("refresh_token", body={"refreshToken": tokens.refresh_token})
    renewed = SignedIn(answer.data["accessToken"], "T1", "candidate")
    assert (await stage.call("verify_token", as_=renewed)).data["invitationId"] == "I1"


async def test_a_forged_refresh_token_is_refused(stage: Stage) -> None:
    answer = await stage.call("refresh_token", body={"refreshToken": "forged"})
    assert (answer.status, answer.error["code"]) == (401, "invalid_refresh_token")


async def test_an_access_token_is_no_refresh_token(stage: Stage) -> None:
    signed_up = (await stage.call("sign_up", body=SIGN_UP)).data
    answer = await stage.call("refresh_token", body={"refreshToken": signed_up["accessToken"]})
    assert answer.status == 401

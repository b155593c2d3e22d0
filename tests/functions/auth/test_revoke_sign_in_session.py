import pytest

from tests.fixtures.people import PASSWORD, sign_up, signed_in
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def sessions_of(stage: Stage, member: SignedIn) -> list[str]:
    return [each["id"] for each in (await stage.call("list_sign_in_sessions", as_=member)).data]


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member()
    [session] = await sessions_of(stage, member)
    return Arranged(as_=member, path={"sessionId": session}, body={})


async def test_a_lost_device_is_signed_out_from_another(stage: Stage) -> None:
    owner = await sign_up(stage)
    lost = (await stage.call("sign_in", body={"email": owner.email, "password": PASSWORD})).data
    path = {"sessionId": lost["signInSessionId"]}
    assert (await stage.call("revoke_sign_in_session", as_=owner, path=path)).status == 204
    assert (await stage.call("refresh_token", body={"refreshToken": lost["refreshToken"]})).status == 401
    assert (await stage.call("verify_token", as_=signed_in(lost))).status == 401
    assert (await stage.call("verify_token", as_=owner)).status == 200
    assert (await stage.call("revoke_sign_in_session", as_=owner, path=path)).status == 404


async def test_anothers_session_is_404(stage: Stage) -> None:
    member, other = await stage.member(), await stage.member()
    [session] = await sessions_of(stage, other)
    answer = await stage.call("revoke_sign_in_session", as_=member, path={"sessionId": session})
    assert (answer.status, answer.error["code"]) == (404, "sign_in_session_not_found")
    assert (await stage.call("verify_token", as_=other)).status == 200

import pytest

from tests.fixtures.people import SIGN_UP
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


async def test_a_forged_refresh_token_is_refused(stage: Stage) -> None:
    answer = await stage.call("refresh_token", body={"refreshToken": "forged"})
    assert (answer.status, answer.error["code"]) == (401, "invalid_refresh_token")


async def test_an_access_token_is_no_refresh_token(stage: Stage) -> None:
    signed_up = (await stage.call("sign_up", body=SIGN_UP)).data
    answer = await stage.call("refresh_token", body={"refreshToken": signed_up["accessToken"]})
    assert answer.status == 401

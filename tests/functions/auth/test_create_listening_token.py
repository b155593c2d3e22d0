import pytest

from tests.fixtures.browsers import browser
from tests.fixtures.people import sign_up
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(), body={})


async def test_a_session_in_a_cookie_gets_a_token_of_the_same_session(stage: Stage) -> None:
    owner = await sign_up(stage)
    mine = await browser(stage, owner)
    answer = await stage.call("create_listening_token", headers=mine.headers())
    [session] = (await stage.call("list_sign_in_sessions", as_=owner)).data
    claims = await stage.composition.tokens.verify(answer.data["token"])
    assert (claims.user_id, claims.custom["signInSessionId"]) == (owner.user_id, session["id"])
    assert (answer.data["userId"], answer.data["expiresIn"]) == (owner.user_id, 3600)


async def test_no_function_takes_it(stage: Stage) -> None:
    owner = await sign_up(stage)
    token = (await stage.call("create_listening_token", as_=owner)).data["token"]
    listening = SignedIn(token, owner.tenant_id, owner.user_id)
    for name in ("verify_token", "list_members", "create_session_cookie", "create_listening_token"):
        answer = await stage.call(name, as_=listening)
        assert (answer.status, answer.error["code"]) == (401, "listens_only"), name

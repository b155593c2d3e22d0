import pytest

from shared.domain.accounts.sessions import MAX_SESSIONS
from tests.fixtures.people import PASSWORD, SIGN_UP, sign_up, signed_in
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member())


async def test_each_sign_in_is_a_session_that_says_where_it_came_from(stage: Stage) -> None:
    owner = await sign_up(stage)
    stage.clock.advance(minutes=1)
    body = {"email": owner.email, "password": PASSWORD}
    answer = await stage.call("sign_in", body=body, headers={"user-agent": "Phone/1.0"})
    phone = signed_in(answer.data)
    sessions = (await stage.call("list_sign_in_sessions", as_=phone)).data
    assert [(each["userAgent"], each["address"], each["current"]) for each in sessions] == [
        ("Phone/1.0", "203.0.113.7", True),
        ("", "203.0.113.7", False),
    ]
    assert sessions[0]["id"] == answer.data["signInSessionId"]


async def test_a_refresh_counts_as_use(stage: Stage) -> None:
    data = (await stage.call("sign_up", body=SIGN_UP)).data
    stage.clock.advance(minutes=50)
    refreshed = (await stage.call("refresh_token", body={"refreshToken": data["refreshToken"]})).data
    [session] = (await stage.call("list_sign_in_sessions", as_=signed_in({**data, **refreshed}))).data
    assert (session["signedInAt"], session["lastUsedAt"]) == ("2026-03-02T09:00:00Z", "2026-03-02T09:50:00Z")


async def test_one_more_than_fifty_ends_the_one_unused_for_longest(stage: Stage) -> None:
    first = await stage.member()
    for _ in range(MAX_SESSIONS):
        stage.clock.advance(seconds=1)
        last = await stage.signed_in_again(first)
    assert (await stage.call("verify_token", as_=first)).status == 401
    assert len((await stage.call("list_sign_in_sessions", as_=last)).data) == MAX_SESSIONS


async def test_nobody_sees_anothers(stage: Stage) -> None:
    member = await stage.member()
    await stage.member(tenant_id=member.tenant_id)
    assert len((await stage.call("list_sign_in_sessions", as_=member)).data) == 1

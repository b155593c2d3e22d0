import pytest

from tests.fixtures.people import PASSWORD, SIGN_UP, sign_up, signed_in
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(), body={})


async def sign_in(stage: Stage) -> tuple[SignedIn, str]:
    data = (await stage.call("sign_in", body={"email": SIGN_UP["email"], "password": PASSWORD})).data
    return signed_in(data), data["refreshToken"]


async def test_a_session_that_was_signed_out_is_refreshed_no_more(stage: Stage) -> None:
    await sign_up(stage)
    somebody, refresh_token = await sign_in(stage)
    assert (await stage.call("refresh_token", body={"refreshToken": refresh_token})).status == 200
    assert (await stage.call("sign_out", as_=somebody, body={})).status == 204
    answer = await stage.call("refresh_token", body={"refreshToken": refresh_token})
    assert (answer.status, answer.error["code"]) == (401, "invalid_refresh_token")


async def test_its_access_token_is_refused_at_once_or_within_thirty_seconds(stage: Stage) -> None:
    await sign_up(stage)
    somebody, _ = await sign_in(stage)
    assert (await stage.call("list_members", as_=somebody)).status == 200
    await stage.call("sign_out", as_=somebody, body={})
    answer = await stage.call("verify_token", as_=somebody)
    assert (answer.status, answer.error["code"]) == (401, "signed_out")
    stage.clock.advance(seconds=30)
    answer = await stage.call("list_members", as_=somebody)
    assert (answer.status, answer.error["code"]) == (401, "signed_out")


async def test_another_session_of_the_same_person_goes_on(stage: Stage) -> None:
    owner = await sign_up(stage)
    somebody, _ = await sign_in(stage)
    await stage.call("list_members", as_=somebody)
    await stage.call("sign_out", as_=somebody, body={})
    stage.clock.advance(seconds=30)
    assert (await stage.call("list_members", as_=owner)).status == 200
    assert (await stage.call("list_members", as_=somebody)).status == 401


async def test_everywhere_is_everywhere(stage: Stage) -> None:
    owner = await sign_up(stage)
    somebody, refresh_token = await sign_in(stage)
    assert (await stage.call("sign_out", as_=owner, body={"everywhere": True})).status == 204
    for each in (owner, somebody):
        assert (await stage.call("verify_token", as_=each)).status == 401
    assert (await stage.call("refresh_token", body={"refreshToken": refresh_token})).status == 401


async def test_a_candidate_has_no_session_to_end(stage: Stage) -> None:
    candidate = await stage.candidate(await stage.tenant(), "invitation")
    assert (await stage.call("sign_out", as_=candidate, body={})).status == 403

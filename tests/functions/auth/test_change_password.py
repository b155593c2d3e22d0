import pytest

from tests.fixtures.people import PASSWORD, SIGN_UP, sign_up, signed_in
from tests.fixtures.stage import Answer, Arranged, SignedIn, Stage

NEW = "another horse, another battery"

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await sign_up(stage), body={"currentPassword": PASSWORD, "newPassword": NEW})


async def sign_in(stage: Stage, password: str) -> Answer:
    return await stage.call("sign_in", body={"email": SIGN_UP["email"], "password": password})


async def change(stage: Stage, owner: SignedIn, current: str = PASSWORD) -> Answer:
    return await stage.call("change_password", as_=owner, body={"currentPassword": current, "newPassword": NEW})


async def test_the_new_password_signs_in_and_the_old_one_does_not(stage: Stage) -> None:
    owner = await sign_up(stage)
    assert (await change(stage, owner)).status == 200
    assert (await sign_in(stage, PASSWORD)).status == 401
    assert (await sign_in(stage, NEW)).status == 200


async def test_every_other_session_ends_and_this_one_gets_new_tokens(stage: Stage) -> None:
    owner = await sign_up(stage)
    other = (await sign_in(stage, PASSWORD)).data
    answer = await change(stage, owner)
    assert (await stage.call("verify_token", as_=signed_in(other))).status == 401
    assert (await stage.call("refresh_token", body={"refreshToken": other["refreshToken"]})).status == 401
    assert (await stage.call("refresh_token", body={"refreshToken": answer.data["refreshToken"]})).status == 200
    assert (await stage.call("verify_token", as_=owner)).status == 200


async def test_a_stolen_token_does_not_guess_the_password(stage: Stage) -> None:
    owner = await sign_up(stage)
    for _ in range(5):
        answer = await change(stage, owner, current="wrong")
        assert (answer.status, answer.error["code"]) == (401, "wrong_credentials")
    assert (await change(stage, owner)).status == 429
    assert (await sign_in(stage, PASSWORD)).status == 429


async def test_a_short_password_changes_nothing(stage: Stage) -> None:
    owner = await sign_up(stage)
    body = {"currentPassword": PASSWORD, "newPassword": "short"}
    answer = await stage.call("change_password", as_=owner, body=body)
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/newPassword")
    assert (await sign_in(stage, PASSWORD)).status == 200

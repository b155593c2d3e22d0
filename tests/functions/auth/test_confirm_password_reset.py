import asyncio

import pytest

from shared.auth.links import link_token
from tests.fixtures.people import PASSWORD, mailed_link, sign_up, signed_in
from tests.fixtures.stage import Answer, Arranged, Stage

NEW = "another horse, another battery"

pytestmark = pytest.mark.anyio


async def mailed(stage: Stage) -> str:
    await stage.call("request_password_reset", body={"email": "olga@example.com"})
    await stage.settle()
    return mailed_link(stage)


async def arrange(stage: Stage) -> Arranged:
    await sign_up(stage)
    return Arranged(body={"token": await mailed(stage), "newPassword": NEW})


async def confirm(stage: Stage, token: str, password: str = NEW) -> Answer:
    return await stage.call("confirm_password_reset", body={"token": token, "newPassword": password})


async def sign_in(stage: Stage, password: str) -> Answer:
    return await stage.call("sign_in", body={"email": "olga@example.com", "password": password})


async def test_the_link_sets_a_new_password_and_ends_every_session(stage: Stage) -> None:
    await sign_up(stage)
    before = (await sign_in(stage, PASSWORD)).data
    assert (await confirm(stage, await mailed(stage))).status == 204
    assert (await sign_in(stage, PASSWORD)).status == 401
    assert (await sign_in(stage, NEW)).status == 200
    assert (await stage.call("verify_token", as_=signed_in(before))).status == 401
    assert (await stage.call("refresh_token", body={"refreshToken": before["refreshToken"]})).status == 401


async def test_a_link_that_is_forged_used_expired_or_followed_by_another_is_told_alike(stage: Stage) -> None:
    owner = await sign_up(stage)
    used = await mailed(stage)
    await confirm(stage, used)
    stage.clock.advance(minutes=2)
    followed = await mailed(stage)
    stage.clock.advance(minutes=2)
    newest = await mailed(stage)
    told = [await confirm(stage, token) for token in (used, followed, "forged", f"{owner.user_id}.x.y")]
    told.append(await confirm(stage, link_token("email-verification", owner.user_id, newest.split(".")[1])))
    stage.clock.advance(hours=1)
    told.append(await confirm(stage, newest))
    assert [(answer.status, answer.error) for answer in told] == [(404, told[0].error)] * 6
    assert (await sign_in(stage, NEW)).status == 200


async def test_a_link_opened_twice_at_once_sets_one_password(stage: Stage) -> None:
    await sign_up(stage)
    token = await mailed(stage)
    answers = await asyncio.gather(
        confirm(stage, token, "the first of two"), confirm(stage, token, "the second of two")
    )
    assert sorted(answer.status for answer in answers) == [204, 404]


async def test_a_used_link_is_tried_five_times(stage: Stage) -> None:
    await sign_up(stage)
    token = await mailed(stage)
    await confirm(stage, token)
    assert [(await confirm(stage, token)).status for _ in range(6)] == [404] * 5 + [429]

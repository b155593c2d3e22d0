import pytest

from shared.errors import DependencyUnavailable
from tests.fixtures.people import mailed_link, sign_up
from tests.fixtures.stage import Answer, Arranged, Stage

pytestmark = pytest.mark.anyio


async def mailed(stage: Stage) -> str:
    await stage.call("request_email_verification", as_=await sign_up(stage), body={})
    await stage.settle()
    return mailed_link(stage)


async def arrange(stage: Stage) -> Arranged:
    return Arranged(body={"token": await mailed(stage)})


async def confirm(stage: Stage, token: str) -> Answer:
    return await stage.call("confirm_email_verification", body={"token": token})


async def test_later_tokens_say_that_the_address_is_confirmed(stage: Stage) -> None:
    token = await mailed(stage)
    assert (await confirm(stage, token)).status == 204
    tokens = await stage.identity.sign_in("olga@example.com", "correct horse battery staple")
    assert (await stage.identity.verify(tokens.access_token)).email_verified is True
    assert (await confirm(stage, token)).status == 404


async def test_a_forged_or_expired_link_confirms_nothing(stage: Stage) -> None:
    token = await mailed(stage)
    assert (await confirm(stage, f"{token[:-1]}{'a' if token[-1] != 'a' else 'b'}")).status == 404
    stage.clock.advance(days=3)
    assert (await confirm(stage, token)).status == 404


async def test_a_provider_that_is_away_uses_no_link_up(stage: Stage) -> None:
    token = await mailed(stage)
    identity = stage.identity

    class Away:
        async def mark_verified(self, user_id: str, email: str) -> None:
            raise DependencyUnavailable("down")

    stage.composition.identity = Away()
    assert (await confirm(stage, token)).status == 503
    stage.composition.identity = identity
    assert (await confirm(stage, token)).status == 204

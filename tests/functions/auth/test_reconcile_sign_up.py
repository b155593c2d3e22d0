import pytest

from shared.domain.tenants.events import SignUpStarted
from shared.errors import DependencyUnavailable
from tests.fixtures.people import PASSWORD, SIGN_UP, accept, invite, sign_up
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


class Killed(BaseException):
    """The process is gone."""


async def half_a_sign_up(stage: Stage) -> tuple[str, str]:
    """Sign up, but die after the account was made; return tenant and user."""
    inner = stage.identity

    class Dying:
        async def create_account(self, *args) -> None:
            await inner.create_account(*args)
            raise Killed

    stage.composition.identity = Dying()
    with pytest.raises(Killed):
        await stage.call("sign_up", body=SIGN_UP)
    stage.composition.identity = inner
    [outbox] = await stage.documents("outbox")
    return outbox["tenantId"], outbox["events"][0]["data"]["userId"]


async def arrange(stage: Stage) -> Arranged:
    tenant_id, user_id = await half_a_sign_up(stage)
    event = SignUpStarted(user_id=user_id, email=SIGN_UP["email"], subdomain=SIGN_UP["subdomain"])
    return Arranged(event=event, tenant_id=tenant_id)


async def test_the_account_and_the_subdomain_of_a_killed_sign_up_are_free_again(stage: Stage) -> None:
    await half_a_sign_up(stage)
    stage.clock.advance(minutes=9)
    assert await stage.settle() == []
    stage.clock.advance(minutes=2)
    await stage.settle()
    assert await stage.identity.find_account(SIGN_UP["email"]) is None
    assert (await stage.call("sign_up", body=SIGN_UP | {"email": "other@example.com"})).status == 201


async def test_a_finished_sign_up_is_left_alone(stage: Stage) -> None:
    owner = await sign_up(stage)
    event = SignUpStarted(user_id=owner.user_id, email=owner.email, subdomain="acme")
    assert await stage.deliver("reconcile_sign_up", stage.envelope(event, owner.tenant_id)) == 204
    assert await stage.identity.find_account(owner.email) == owner.user_id
    assert (await stage.call("sign_up", body=SIGN_UP | {"email": "b@example.com"})).status == 409


async def test_an_account_that_joined_another_tenant_since_stays(stage: Stage) -> None:
    await half_a_sign_up(stage)
    owner = await sign_up(stage, subdomain="other", email="other@example.com")
    token = await invite(stage, owner, SIGN_UP["email"])
    assert (await accept(stage, token)).status == 200
    stage.clock.advance(minutes=11)
    await stage.settle()
    answer = await stage.call("sign_in", body={"email": SIGN_UP["email"], "password": PASSWORD})
    assert answer.data["tenantId"] == owner.tenant_id


async def test_it_waits_for_an_identity_provider_that_is_down(stage: Stage) -> None:
    arranged = await arrange(stage)
    inner = stage.identity

    class Down:
        async def delete_account(self, user_id: str) -> None:
            raise DependencyUnavailable("down")

    stage.composition.identity = Down()
    envelope = stage.envelope(arranged.event, arranged.tenant_id)
    assert await stage.deliver("reconcile_sign_up", envelope) == 204
    assert await stage.identity.find_account(SIGN_UP["email"]) is not None
    stage.composition.identity = inner
    stage.clock.advance(minutes=1)
    await stage.settle()
    assert await stage.identity.find_account(SIGN_UP["email"]) is None

import pytest

from shared.errors import DependencyUnavailable
from tests.fixtures.people import PASSWORD, SIGN_UP, accept, invite, sign_up
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    await sign_up(stage)
    return Arranged(body={"email": SIGN_UP["email"], "password": PASSWORD})


async def test_an_owner_signs_in_to_their_tenant(stage: Stage) -> None:
    owner = await sign_up(stage)
    answer = await stage.call("sign_in", body={"email": owner.email, "password": PASSWORD})
    assert answer.data["tenantId"] == owner.tenant_id
    assert answer.data["tenants"] == [{"id": owner.tenant_id}]
    assert answer.data["user"] == {"id": owner.user_id, "email": owner.email, "displayName": "Olga Owner"}
    assert answer.data["expiresIn"] == 3600
    assert answer.headers["cache-control"] == "private, no-store"


async def test_somebody_in_two_tenants_sees_both(stage: Stage) -> None:
    owner = await sign_up(stage)
    other = await sign_up(stage, subdomain="other", email="other@example.com")
    assert (await accept(stage, await invite(stage, other, owner.email))).status == 200
    answer = await stage.call("sign_in", body={"email": owner.email, "password": PASSWORD})
    assert answer.data["tenantId"] is None
    assert answer.data["tenants"] == [{"id": owner.tenant_id}, {"id": other.tenant_id}]


async def test_a_wrong_password_and_an_unknown_account_look_the_same(stage: Stage) -> None:
    await sign_up(stage)
    wrong = await stage.call("sign_in", body={"email": SIGN_UP["email"], "password": "wrong"})
    unknown = await stage.call("sign_in", body={"email": "nobody@example.com", "password": "wrong"})
    assert wrong.status == unknown.status == 401
    assert wrong.error == unknown.error
    assert wrong.error["code"] == "wrong_credentials"


async def test_five_failures_lock_the_account_for_a_while(stage: Stage) -> None:
    owner = await sign_up(stage)
    for _ in range(5):
        assert (await stage.call("sign_in", body={"email": owner.email, "password": "wrong"})).status == 401
    answer = await stage.call("sign_in", body={"email": owner.email.upper(), "password": PASSWORD})
    assert (answer.status, answer.error["code"]) == (429, "rate_limited")
    assert 0 < int(answer.headers["retry-after"]) <= 900
    other = await sign_up(stage, subdomain="other", email="other@example.com")
    assert (await stage.call("sign_in", body={"email": other.email, "password": PASSWORD})).status == 200


async def test_sign_ins_that_succeed_are_not_counted(stage: Stage) -> None:
    owner = await sign_up(stage)
    for _ in range(10):
        answer = await stage.call("sign_in", body={"email": owner.email, "password": PASSWORD})
        assert answer.status == 200


async def test_an_identity_provider_that_is_down_is_503(stage: Stage) -> None:
    class Down:
        async def sign_in(self, email: str, password: str) -> None:
            raise DependencyUnavailable("down")

    stage.composition.identity = Down()
    answer = await stage.call("sign_in", body={"email": "a@example.com", "password": PASSWORD})
    assert answer.status == 503
    assert answer.headers["retry-after"] == "1"


async def test_a_sign_in_that_succeeds_leaves_no_failure(stage: Stage) -> None:
    await sign_up(stage)
    await stage.call("sign_in", body={"email": SIGN_UP["email"], "password": PASSWORD})
    assert [each["tries"] for path, each in (await stage.snapshot()).items() if path.startswith("counters/")] == [
        {},
        {},
    ]

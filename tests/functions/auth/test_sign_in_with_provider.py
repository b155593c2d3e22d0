import json
from dataclasses import replace
from typing import Any

import pytest

from shared.errors import DependencyUnavailable
from tests.fixtures.people import PASSWORD, SIGN_UP, sign_up, signed_in
from tests.fixtures.stage import Answer, Arranged, Stage

pytestmark = pytest.mark.anyio

OLGA = {"sub": "1001", "email": SIGN_UP["email"], "email_verified": True, "name": "Olga at Google"}
GITHUB = "github.com"


async def arrange(stage: Stage) -> Arranged:
    return Arranged(body={"provider": "google.com", "idToken": json.dumps(OLGA)})


async def come(stage: Stage, provider: str = "google.com", **said: Any) -> Answer:
    stage.composition.config = replace(stage.composition.config, sign_in_providers=("google.com", GITHUB))
    body = {"provider": provider, "idToken": json.dumps({**OLGA, **said})}
    return await stage.call("sign_in_with_provider", body=body)


async def verify_address(stage: Stage) -> None:
    user_id = await stage.identity.find_account(SIGN_UP["email"])
    assert user_id is not None
    await stage.identity.mark_verified(user_id, SIGN_UP["email"])


async def test_somebody_new_gets_an_account_and_belongs_nowhere_yet(stage: Stage) -> None:
    answer = await come(stage)
    user_id = answer.data["user"]["id"]
    assert answer.data["user"] == {"id": user_id, "email": SIGN_UP["email"], "displayName": "Olga at Google"}
    assert (answer.data["tenantId"], answer.data["tenants"]) == (None, [])
    again = await come(stage)
    assert again.data["user"]["id"] == user_id


async def test_the_session_is_listed_by_its_provider_and_can_be_refreshed(stage: Stage) -> None:
    data = (await come(stage)).data
    me = signed_in({**data, "tenantId": ""})
    [session] = (await stage.call("list_sign_in_sessions", as_=me)).data
    assert (session["id"], session["method"]) == (data["signInSessionId"], "google.com")
    assert (await stage.call("refresh_token", body={"refreshToken": data["refreshToken"]})).status == 200


async def test_a_verified_account_is_linked_and_keeps_its_password_and_sessions(stage: Stage) -> None:
    owner = await sign_up(stage)
    await verify_address(stage)
    answer = await come(stage)
    assert (answer.data["user"]["id"], answer.data["tenantId"]) == (owner.user_id, owner.tenant_id)
    assert (await stage.call("verify_token", as_=owner)).status == 200
    assert (await stage.call("sign_in", body={"email": owner.email, "password": PASSWORD})).status == 200


async def test_an_account_whose_address_nobody_showed_to_be_theirs_goes_to_the_addresss_owner(stage: Stage) -> None:
    squatter = await sign_up(stage)
    answer = await come(stage)
    assert answer.data["user"]["id"] == squatter.user_id
    refused = await stage.call("verify_token", as_=squatter)
    assert (refused.status, refused.error["code"]) == (401, "signed_out")
    refused = await stage.call("sign_in", body={"email": squatter.email, "password": PASSWORD})
    assert (refused.status, refused.error["code"]) == (401, "wrong_credentials")
    assert (await stage.call("verify_token", as_=signed_in(answer.data))).data["user"]["id"] == squatter.user_id


async def test_what_another_provider_did_not_verify_loses_the_account_as_a_password_does(stage: Stage) -> None:
    squatter = signed_in((await come(stage, GITHUB, sub="7", email_verified=False)).data | {"tenantId": ""})
    assert (await come(stage)).data["user"]["id"] == squatter.user_id
    assert (await stage.call("verify_token", as_=squatter)).status == 401
    assert (await come(stage, GITHUB, sub="7", email_verified=False)).error["code"] == "account_exists"


@pytest.mark.parametrize("verified", [False, None, "true", 1])
async def test_an_address_that_the_provider_did_not_verify_never_takes_over(stage: Stage, verified: object) -> None:
    owner = await sign_up(stage)
    for _ in range(2):
        answer = await come(stage, email_verified=verified)
        assert (answer.status, answer.error["code"]) == (409, "account_exists")
        await verify_address(stage)
    assert (await stage.call("verify_token", as_=owner)).status == 200
    assert (await stage.call("sign_in", body={"email": owner.email, "password": PASSWORD})).status == 200


async def test_who_lost_the_password_to_the_provider_sets_a_new_one_by_mail(stage: Stage) -> None:
    owner = await sign_up(stage)
    await come(stage)
    await stage.call("request_password_reset", body={"email": owner.email})
    await stage.settle()
    token = stage.mailer.sent[-1].text.split("?token=")[1].split()[0]
    await stage.call("confirm_password_reset", body={"token": token, "newPassword": "another fine password"})
    answer = await stage.call("sign_in", body={"email": owner.email, "password": "another fine password"})
    assert answer.data["user"]["id"] == owner.user_id


async def test_a_provider_that_is_not_switched_on_is_named(stage: Stage) -> None:
    answer = await stage.call("sign_in_with_provider", body={"provider": "evil.example", "idToken": json.dumps(OLGA)})
    assert (answer.status, answer.error["code"]) == (400, "provider_not_allowed")
    assert answer.error["details"][0]["message"] == "choose one of: google.com"


async def test_a_missing_token_is_named(stage: Stage) -> None:
    answer = await stage.call("sign_in_with_provider", body={"provider": "google.com"})
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/idToken")


@pytest.mark.parametrize(
    "token", ["nonsense", "{", "{}", '{"sub": ""}', '{"sub": 1}', "a.b.c", '{"sub": "1", "email": []}']
)
async def test_a_bad_token_is_refused_and_counted(stage: Stage, token: str) -> None:
    body = {"provider": "google.com", "idToken": token}
    for _ in range(5):
        answer = await stage.call("sign_in_with_provider", body=body)
        assert (answer.status, answer.error["code"]) == (401, "wrong_credentials")
    assert (await stage.call("sign_in_with_provider", body=body)).status == 429


async def test_different_bad_tokens_are_counted_by_address(stage: Stage) -> None:
    for number in range(100):
        await stage.call("sign_in_with_provider", body={"provider": "google.com", "idToken": f"bad {number}"})
    assert (await come(stage)).status == 429


async def test_a_provider_that_is_away_is_503_and_no_failed_try(stage: Stage) -> None:
    class Away:
        async def sign_in_with_provider(self, provider: str, **tokens: Any) -> None:
            raise DependencyUnavailable("away")

    identity, stage.composition.identity = stage.identity, Away()
    for _ in range(6):
        assert (await come(stage)).status == 503
    stage.composition.identity = identity
    assert (await come(stage)).status == 200

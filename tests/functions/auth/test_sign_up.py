import asyncio

import pytest

from shared.data.store import WriteConflict
from shared.errors import DependencyUnavailable
from tests.fixtures.people import PASSWORD, SIGN_UP, mailed_link, sign_up
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(body=SIGN_UP)


class Away:
    """An identity provider that does not answer: before it made an account, or after."""

    def __init__(self, inner, *, after: bool) -> None:
        self.inner = inner
        self.after = after

    async def create_account(self, *args) -> None:
        if self.after:
            await self.inner.create_account(*args)
        raise DependencyUnavailable("the identity provider does not answer")


async def test_a_company_signs_up_and_its_owner_is_signed_in(stage: Stage) -> None:
    answer = await stage.call("sign_up", body=SIGN_UP)
    assert answer.status == 201
    tenant, user = answer.data["tenantId"], answer.data["user"]
    assert user == {"id": user["id"], "email": "olga@example.com", "displayName": "Olga Owner"}
    member = await stage.document(f"tenants/{tenant}/members/{user['id']}")
    assert member is not None
    assert member["role"] == "owner"
    owner = await sign_up(stage, subdomain="other", email="other@example.com")
    assert (await stage.call("list_members", as_=owner)).data[0]["email"] == "other@example.com"


async def test_the_tenant_its_owner_and_the_audit_entry_are_one_commit(stage: Stage) -> None:
    commits = stage.store.commits
    await stage.call("sign_up", body=SIGN_UP)
    assert stage.store.commits == commits + 4  # the reservation, the try and its return, and all the rest
    [entry] = await stage.documents("auditEntries")
    assert entry["action"] == "sign_up"


async def test_the_owner_is_asked_once_by_mail_to_verify_the_address(stage: Stage) -> None:
    user_id = (await stage.call("sign_up", body=SIGN_UP)).data["user"]["id"]
    handled = await stage.settle()
    assert handled.count("accounts.email_verification.requested.v1 -> send_email_verification: 204") == 1
    [mail] = stage.mailer.sent
    assert mail.to == SIGN_UP["email"]
    await stage.call("confirm_email_verification", body={"token": mailed_link(stage)})
    claims = await stage.identity.verify((await stage.identity.sign_in_as(user_id, {})).access_token)
    assert claims.email_verified is True
    stage.clock.advance(minutes=11)
    await stage.settle()
    assert stage.mailer.sent == [mail]


async def test_whether_an_address_has_an_account_can_be_asked_five_times(stage: Stage) -> None:
    await sign_up(stage)
    body = SIGN_UP | {"subdomain": "acme-two"}
    answers = [await stage.call("sign_up", body=body) for _ in range(6)]
    assert [answer.status for answer in answers] == [409] * 5 + [429]


async def test_a_sign_up_that_is_refused_sends_no_mail(stage: Stage) -> None:
    await sign_up(stage)
    await stage.call("sign_up", body=SIGN_UP | {"subdomain": "acme-two"})
    await stage.settle()
    assert stage.mailer.sent == []


async def test_an_email_is_the_same_in_any_case(stage: Stage) -> None:
    await sign_up(stage, email="Olga@Example.com")
    answer = await stage.call("sign_in", body={"email": "OLGA@example.COM", "password": PASSWORD})
    assert answer.status == 200
    assert answer.data["user"]["email"] == "olga@example.com"


async def test_a_taken_subdomain_is_refused(stage: Stage) -> None:
    await sign_up(stage)
    answer = await stage.call("sign_up", body=SIGN_UP | {"email": "late@example.com"})
    assert (answer.status, answer.error["code"]) == (409, "subdomain_taken")
    assert await stage.identity.find_account("late@example.com") is None


async def test_a_taken_email_is_refused_and_the_subdomain_is_free_again(stage: Stage) -> None:
    await sign_up(stage)
    answer = await stage.call("sign_up", body=SIGN_UP | {"subdomain": "acme-two"})
    assert (answer.status, answer.error["code"]) == (409, "email_taken")
    assert (await sign_up(stage, subdomain="acme-two", email="two@example.com")).tenant_id


@pytest.mark.parametrize("subdomain", ["ab", "a" * 41, "Acme", "ac me", "-acme", "acme-", "acmé", "acme.com"])
async def test_a_subdomain_that_cant_be_one_is_refused(stage: Stage, subdomain: str) -> None:
    answer = await stage.call("sign_up", body=SIGN_UP | {"subdomain": subdomain})
    assert answer.status == 400
    assert answer.error["details"][0]["pointer"] == "/subdomain"


async def test_a_reserved_subdomain_is_refused(stage: Stage) -> None:
    answer = await stage.call("sign_up", body=SIGN_UP | {"subdomain": "admin"})
    assert answer.error["details"][0] == {
        "pointer": "/subdomain",
        "code": "reserved",
        "message": "this subdomain is reserved; choose another",
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [("password", "short"), ("password", "x" * 201), ("email", "nobody"), ("companyName", " "), ("displayName", "")],
)
async def test_a_bad_field_is_named(stage: Stage, field: str, value: str) -> None:
    answer = await stage.call("sign_up", body=SIGN_UP | {field: value})
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, f"/{field}")


async def test_a_replayed_key_has_no_tokens(stage: Stage) -> None:
    headers = {"idempotency-key": "key-1"}
    first = await stage.call("sign_up", body=SIGN_UP, headers=headers)
    again = await stage.call("sign_up", body=SIGN_UP, headers=headers)
    assert again.status == 201
    assert again.headers["idempotency-replayed"] == "true"
    assert again.data["tenantId"] == first.data["tenantId"]
    assert {"accessToken", "refreshToken"} & set(again.data) == set()
    everything = str(await stage.snapshot())
    assert first.data["accessToken"] not in everything
    assert first.data["refreshToken"] not in everything
    assert PASSWORD not in everything


async def test_the_same_key_for_another_company_is_422(stage: Stage) -> None:
    headers = {"idempotency-key": "key-1"}
    await stage.call("sign_up", body=SIGN_UP, headers=headers)
    answer = await stage.call("sign_up", body=SIGN_UP | {"companyName": "Other"}, headers=headers)
    assert (answer.status, answer.error["code"]) == (422, "idempotency_key_reused")


async def test_two_at_once_make_one_tenant(stage: Stage) -> None:
    answers = await asyncio.gather(*(stage.call("sign_up", body=SIGN_UP) for _ in range(2)))
    assert sorted(answer.status for answer in answers) == [201, 409]
    assert len(await stage.documents("tenant")) == 1
    assert len(await stage.documents("members")) == 1


async def test_two_companies_at_once_get_one_subdomain_once(stage: Stage) -> None:
    bodies = [SIGN_UP, SIGN_UP | {"email": "other@example.com"}]
    answers = await asyncio.gather(*(stage.call("sign_up", body=body) for body in bodies))
    assert sorted(answer.status for answer in answers) == [201, 409]
    assert [each["subdomain"] for each in await stage.documents("tenant")] == ["acme"]


@pytest.mark.parametrize("after", [False, True])
async def test_what_was_killed_half_way_is_taken_up_by_the_same_person(stage: Stage, after: bool) -> None:
    identity, stage.composition.identity = stage.identity, Away(stage.identity, after=after)
    answer = await stage.call("sign_up", body=SIGN_UP)
    assert (answer.status, answer.error["code"]) == (503, "dependency_unavailable")
    assert await stage.documents("tenant") == []
    stage.composition.identity = identity
    assert (await stage.call("sign_up", body=SIGN_UP)).status == 201
    assert len(await stage.documents("tenant")) == 1


async def test_nobody_takes_up_anothers_sign_up_without_its_password(stage: Stage) -> None:
    identity, stage.composition.identity = stage.identity, Away(stage.identity, after=True)
    await stage.call("sign_up", body=SIGN_UP)
    stage.composition.identity = identity
    answer = await stage.call("sign_up", body=SIGN_UP | {"password": "something else"})
    assert (answer.status, answer.error["code"]) == (401, "wrong_credentials")
    assert await stage.documents("tenant") == []


async def test_a_sign_up_that_was_cleaned_up_meanwhile_makes_no_tenant(stage: Stage) -> None:
    inner = stage.identity

    class Slow:
        async def create_account(self, *args) -> None:
            await inner.create_account(*args)
            stage.clock.advance(minutes=11)
            await stage.settle()

        async def sign_in(self, *args):
            await inner.create_account(*SLOW)
            return await inner.sign_in(*args)

        async def delete_account(self, *args) -> None:
            await inner.delete_account(*args)

        sign_in_as = inner.sign_in_as

    SLOW = ("other", SIGN_UP["email"], PASSWORD, "Olga")
    stage.composition.identity = Slow()
    answer = await stage.call("sign_up", body=SIGN_UP)
    assert (answer.status, answer.error["code"]) == (409, "sign_up_expired")
    assert await stage.documents("tenant") == []
    assert await stage.documents("members") == []


async def test_a_lost_race_for_the_last_commit_is_run_again(stage: Stage) -> None:
    stage.store.fail_next_commit(WriteConflict("somebody wrote first"))
    assert (await stage.call("sign_up", body=SIGN_UP)).status == 201


async def test_nothing_is_left_to_clean_up_after_a_sign_up(stage: Stage) -> None:
    owner = await sign_up(stage)
    stage.clock.advance(minutes=11)
    await stage.settle()
    assert (await stage.call("list_members", as_=owner)).data[0]["role"] == "owner"
    assert await stage.identity.find_account(SIGN_UP["email"]) == owner.user_id

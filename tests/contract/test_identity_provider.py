"""What every identity provider promises; one suite on both."""

import base64
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from shared.adapters.guarded_http import GuardedHttpClient
from shared.adapters.local_identity import LocalIdentity
from shared.clock import SystemClock
from shared.errors import AlreadyExists, DependencyUnavailable, InvalidInput, NotFound, Unauthenticated

pytestmark = pytest.mark.anyio
PASSWORD = "correct horse battery"
PROJECT = "demo-ella"


def firebase() -> Any:
    from shared.adapters.firebase_auth import FirebaseIdentity, emulator_origin

    return FirebaseIdentity(PROJECT, "local", GuardedHttpClient("1.0.0", origins=[emulator_origin()]))


@pytest.fixture(params=["local", "firebase"])
async def identity(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, anyio_backend: str
) -> AsyncIterator[Any]:
    if request.param == "local":
        made: Any = LocalIdentity("a-signing-key-of-32-characters!!", SystemClock(), PROJECT)
    else:
        monkeypatch.setenv("FIREBASE_AUTH_EMULATOR_HOST", request.getfixturevalue("emulators").auth)
        made = firebase()
    yield made
    await made.close()


def somebody() -> tuple[str, str]:
    user_id = uuid4().hex[:20]
    return user_id, f"{user_id}@example.com"


async def signed_up(identity: Any) -> tuple[str, str]:
    user_id, email = somebody()
    await identity.create_account(user_id, email, PASSWORD, "Somebody")
    return user_id, email


def part(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def claims_of(token: str) -> dict[str, Any]:
    middle = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))


async def test_a_new_account_signs_in_and_its_token_tells_who_it_is(identity: Any) -> None:
    user_id, email = await signed_up(identity)
    tokens = await identity.sign_in(email, PASSWORD)
    claims = await identity.verify(tokens.access_token)
    assert tokens.user_id == claims.user_id == user_id
    assert (claims.email, claims.email_verified, claims.custom) == (email, False, {})
    assert tokens.expires_in == 3600


async def test_an_email_in_another_case_is_the_same(identity: Any) -> None:
    user_id, email = await signed_up(identity)
    assert (await identity.sign_in(email.upper(), PASSWORD)).user_id == user_id
    assert await identity.find_account(email.upper()) == user_id


async def test_creating_the_same_account_twice_is_fine(identity: Any) -> None:
    user_id, email = await signed_up(identity)
    await identity.create_account(user_id, email, "another password", "Somebody")
    assert (await identity.sign_in(email, PASSWORD)).user_id == user_id


async def test_an_email_belongs_to_one_account(identity: Any) -> None:
    _, email = await signed_up(identity)
    with pytest.raises(AlreadyExists) as refused:
        await identity.create_account(somebody()[0], email, PASSWORD, "Somebody else")
    assert refused.value.code == "email_taken"


async def test_an_account_does_not_change_its_email_by_being_created(identity: Any) -> None:
    user_id, _ = await signed_up(identity)
    with pytest.raises(AlreadyExists) as refused:
        await identity.create_account(user_id, somebody()[1], PASSWORD, "Somebody")
    assert refused.value.code == "account_exists"


async def test_a_weak_password_is_refused(identity: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        await identity.create_account(*somebody(), "12345", "Somebody")
    assert refused.value.code == "weak_password"


async def test_a_wrong_password_and_an_unknown_account_are_told_alike(identity: Any) -> None:
    _, email = await signed_up(identity)
    told: list[tuple[str, str]] = []
    for address, password in ((email, "wrong password"), (somebody()[1], PASSWORD), ("not an address", "")):
        with pytest.raises(Unauthenticated) as refused:
            await identity.sign_in(address, password)
        told.append((refused.value.code, refused.value.message))
    assert told == [told[0]] * 3
    assert told[0][0] == "wrong_credentials"


async def test_an_account_is_found_by_its_email_until_it_is_deleted(identity: Any) -> None:
    user_id, email = await signed_up(identity)
    tokens = await identity.sign_in(email, PASSWORD)
    assert await identity.find_account(email) == user_id
    await identity.delete_account(user_id)
    await identity.delete_account(user_id)
    assert await identity.find_account(email) is None
    with pytest.raises(Unauthenticated):
        await identity.sign_in(email, PASSWORD)
    with pytest.raises(Unauthenticated) as refused:
        await identity.refresh(tokens.refresh_token)
    assert refused.value.code == "invalid_refresh_token"


async def test_signing_in_as_somebody_makes_the_account_and_carries_claims_through_refreshes(
    identity: Any,
) -> None:
    user_id = f"candidate-{uuid4().hex[:12]}"
    custom = {"tenantId": "T", "invitationId": "I"}
    tokens = await identity.sign_in_as(user_id, custom)
    for _ in range(2):
        claims = await identity.verify(tokens.access_token)
        assert (claims.user_id, claims.email, claims.custom) == (user_id, None, custom)
        tokens = await identity.refresh(tokens.refresh_token)
        assert tokens.user_id == user_id


async def test_signing_in_as_a_member_leaves_the_members_own_sign_in_without_claims(identity: Any) -> None:
    user_id, email = await signed_up(identity)
    assert (await identity.verify((await identity.sign_in_as(user_id, {"a": 1})).access_token)).custom == {"a": 1}
    assert (await identity.verify((await identity.sign_in(email, PASSWORD)).access_token)).custom == {}


async def test_another_password_takes_the_place_of_the_first(identity: Any) -> None:
    user_id, email = await signed_up(identity)
    await identity.set_password(user_id, "another password")
    assert (await identity.sign_in(email, "another password")).user_id == user_id
    with pytest.raises(Unauthenticated):
        await identity.sign_in(email, PASSWORD)
    with pytest.raises(InvalidInput) as refused:
        await identity.set_password(user_id, "12345")
    assert refused.value.code == "weak_password"
    with pytest.raises(NotFound):
        await identity.set_password(somebody()[0], "another password")


async def test_an_address_is_verified_for_whoever_has_it(identity: Any) -> None:
    user_id, email = await signed_up(identity)
    await identity.mark_verified(somebody()[0], email)
    await identity.mark_verified(user_id, somebody()[1])
    assert (await identity.verify((await identity.sign_in(email, PASSWORD)).access_token)).email_verified is False
    await identity.mark_verified(user_id, email)
    claims = await identity.verify((await identity.sign_in_as(user_id, {"a": 1})).access_token)
    assert (claims.email, claims.email_verified) == (email, True)


def provided(email: str, *, verified: bool, subject: str = "") -> str:
    """Return a provider's ID token as emulators believe it."""
    return json.dumps({"sub": subject or uuid4().hex, "email": email, "email_verified": verified, "name": "Ann"})


async def come(identity: Any, token: str, provider: str = "google.com") -> Any:
    return await identity.sign_in_with_provider(provider, id_token=token, access_token=None)


async def test_a_provider_brings_somebody_new_and_knows_them_again(identity: Any) -> None:
    email = somebody()[1]
    token = provided(email, verified=True)
    person = await come(identity, token)
    assert (person.email, person.display_name, person.methods) == (email, "Ann", {"google.com"})
    assert await identity.find_account(email) == person.user_id
    assert await come(identity, token) == person
    claims = await identity.verify((await identity.sign_in_as(person.user_id, {"a": 1})).access_token)
    assert (claims.email, claims.email_verified, claims.custom) == (email, True, {"a": 1})


async def test_a_verified_account_is_linked_to_the_provider_that_verified_the_same_address(identity: Any) -> None:
    user_id, email = await signed_up(identity)
    await identity.mark_verified(user_id, email)
    person = await come(identity, provided(email.upper(), verified=True))
    assert (person.user_id, person.methods) == (user_id, {"password", "google.com"})
    assert (await identity.sign_in(email, PASSWORD)).user_id == user_id


async def test_an_unverified_account_goes_to_the_addresss_owner_without_its_password(identity: Any) -> None:
    user_id, email = await signed_up(identity)
    person = await come(identity, provided(email, verified=True))
    assert (person.user_id, person.methods) == (user_id, {"google.com"})
    with pytest.raises(Unauthenticated):
        await identity.sign_in(email, PASSWORD)


@pytest.mark.parametrize("known_to_be_theirs", [False, True])
async def test_a_provider_that_verified_nothing_takes_no_account(identity: Any, known_to_be_theirs: bool) -> None:
    user_id, email = await signed_up(identity)
    if known_to_be_theirs:
        await identity.mark_verified(user_id, email)
    with pytest.raises(AlreadyExists) as refused:
        await come(identity, provided(email, verified=False), "github.com")
    assert refused.value.code == "account_exists"
    assert (await identity.sign_in(email, PASSWORD)).user_id == user_id


@pytest.mark.parametrize("token", ["nonsense", "{", "a.b.c"])
async def test_a_providers_bad_token_is_refused(identity: Any, token: str) -> None:
    with pytest.raises(Unauthenticated) as refused:
        await come(identity, token)
    assert refused.value.code == "wrong_credentials"


async def test_a_session_cookie_says_what_the_token_says_for_longer(identity: Any) -> None:
    user_id, email = await signed_up(identity)
    token = (await identity.sign_in_as(user_id, {"a": 1})).access_token
    cookie = await identity.session_cookie(token, timedelta(days=5))
    claims = await identity.verify_session_cookie(cookie)
    assert (claims.user_id, claims.email, claims.custom) == (user_id, email, {"a": 1})
    lifetime = claims_of(cookie)["exp"] - claims_of(cookie)["iat"]
    assert lifetime == timedelta(days=5).total_seconds()


async def test_a_session_cookie_is_no_access_token_nor_the_other_way_round(identity: Any) -> None:
    user_id, _ = await signed_up(identity)
    token = (await identity.sign_in_as(user_id, {})).access_token
    cookie = await identity.session_cookie(token, timedelta(days=5))
    with pytest.raises(Unauthenticated):
        await identity.verify(cookie)
    for other in (token, "", "nonsense", "a.b.c"):
        with pytest.raises(Unauthenticated):
            await identity.verify_session_cookie(other)


@pytest.mark.parametrize("token", ["", "forged", "a.b.c", "AMf-vBx_nothing"])
async def test_a_forged_refresh_token_is_refused(identity: Any, token: str) -> None:
    with pytest.raises(Unauthenticated) as refused:
        await identity.refresh(token)
    assert refused.value.code == "invalid_refresh_token"


@pytest.mark.parametrize("token", ["", "nonsense", "a.b.c", "..", "é.è.ê", "bm8.bm8.", "bnVsbA.bnVsbA."])
async def test_what_is_no_token_is_refused(identity: Any, token: str) -> None:
    with pytest.raises(Unauthenticated):
        await identity.verify(token)


async def test_a_refresh_token_is_no_access_token(identity: Any) -> None:
    _, email = await signed_up(identity)
    with pytest.raises(Unauthenticated):
        await identity.verify((await identity.sign_in(email, PASSWORD)).refresh_token)


@pytest.mark.parametrize(
    "change",
    [
        {"aud": "demo-other"},
        {"iss": "https://securetoken.google.com/demo-other"},
        {"exp": 1},
        {"exp": None},
        {"exp": "soon"},
        {"iat": 10**12},
        {"auth_time": 10**12},
        {"sub": ""},
        {"sub": None},
        {"sub": "x" * 129},
    ],
)
async def test_a_token_with_any_wrong_claim_is_refused(identity: Any, change: dict[str, Any]) -> None:
    _, email = await signed_up(identity)
    token = (await identity.sign_in(email, PASSWORD)).access_token
    changed = {**claims_of(token), **change}
    if isinstance(identity, LocalIdentity):
        import jwt

        forged = jwt.encode(changed, "a-signing-key-of-32-characters!!", algorithm="HS256", headers={"typ": "JWT"})
    else:
        forged = f"{part({'alg': 'none', 'typ': 'JWT'})}.{part(changed)}."
    with pytest.raises(Unauthenticated):
        await identity.verify(forged)


async def test_a_token_signed_by_somebody_else_is_refused(identity: Any) -> None:
    import jwt

    _, email = await signed_up(identity)
    claims = claims_of((await identity.sign_in(email, PASSWORD)).access_token)
    forged = jwt.encode(claims, "another-signing-key-of-32-chars!", algorithm="HS256")
    with pytest.raises(Unauthenticated):
        await identity.verify(forged)


async def test_a_local_token_without_signature_is_refused() -> None:
    identity = LocalIdentity("a-signing-key-of-32-characters!!", SystemClock(), PROJECT)
    claims = claims_of((await identity.sign_in_as("somebody", {})).access_token)
    with pytest.raises(Unauthenticated):
        await identity.verify(f"{part({'alg': 'none', 'typ': 'JWT'})}.{part(claims)}.")


async def test_a_local_token_expires_by_the_given_clock_and_is_refreshed() -> None:
    class Clock:
        time = datetime(2026, 3, 2, tzinfo=UTC)

        def now(self) -> datetime:
            return self.time

    clock = Clock()
    identity = LocalIdentity("a-signing-key-of-32-characters!!", clock, PROJECT)
    tokens = await identity.sign_in_as("somebody", {})
    clock.time += timedelta(seconds=3599)
    await identity.verify(tokens.access_token)
    clock.time += timedelta(seconds=1)
    with pytest.raises(Unauthenticated) as refused:
        await identity.verify(tokens.access_token)
    assert refused.value.code == "token_expired"
    await identity.verify((await identity.refresh(tokens.refresh_token)).access_token)


async def test_a_provider_that_is_away_is_a_dependency_that_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    from tools.stack.ports import free_ports

    monkeypatch.setenv("FIREBASE_AUTH_EMULATOR_HOST", f"127.0.0.1:{free_ports(['unused'])['unused']}")
    identity = firebase()
    try:
        with pytest.raises(DependencyUnavailable):
            await identity.sign_in("somebody@example.com", PASSWORD)
        with pytest.raises(DependencyUnavailable):
            await identity.refresh("token")
        with pytest.raises(DependencyUnavailable):
            await identity.find_account("somebody@example.com")
    finally:
        await identity.close()

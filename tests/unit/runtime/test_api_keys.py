"""An API key as a caller: who it is, how long it holds, and what a bad one is told."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.auth.api_keys import read_api_key
from shared.auth.permissions import Permission
from shared.auth.roles import Role
from tests.fixtures.stage import Answer, SignedIn, Stage
from tests.fixtures.toys import NOTE_LIST, call, create_note, list_notes, ping

pytestmark = pytest.mark.anyio

READ, WRITE = Permission.QUESTIONS_READ, Permission.QUESTIONS_WRITE


def refused(answer: Answer) -> bool:
    return (answer.status, answer.error["code"]) == (401, "invalid_api_key")


async def test_a_key_is_in_its_own_tenant_whatever_the_request_names(stage: Stage) -> None:
    key = await stage.api_key(WRITE)
    elsewhere = SignedIn(key.token, await stage.tenant(), key.user_id)
    assert (await call(stage, create_note, as_=elsewhere, body={"text": "a"})).status == 201
    [note] = await stage.documents(NOTE_LIST.collection)
    assert note["tenantId"] == key.tenant_id


async def test_unknown_forged_revoked_and_expired_keys_are_told_the_same(stage: Stage) -> None:
    now = stage.clock.now()
    key = await stage.api_key(READ)
    other = await stage.api_key(READ, tenant_id=key.tenant_id)
    secret = key.token.rpartition("_")[2]
    bad = [
        await stage.api_key(READ, revoked_at=now),
        await stage.api_key(READ, expires_at=now),
        SignedIn(key.token[:-1] + ("a" if key.token[-1] != "a" else "b"), key.tenant_id, ""),
        SignedIn(key.token.replace(key.user_id, "nothing"), key.tenant_id, ""),
        SignedIn(key.token.replace(key.tenant_id, "nowhere"), key.tenant_id, ""),
        SignedIn(other.token.rpartition("_")[0] + "_" + secret, key.tenant_id, ""),
        SignedIn("ella_", key.tenant_id, ""),
        SignedIn("ella_a/b_c_d", key.tenant_id, ""),
    ]
    answers = [await call(stage, list_notes, as_=each) for each in bad]
    assert all(refused(answer) for answer in answers)
    assert len({answer.error["message"] for answer in answers}) == 1
    assert (await call(stage, list_notes, as_=key)).status == 200


async def test_a_key_that_was_just_used_is_not_read_again_for_half_a_minute(stage: Stage) -> None:
    key = await stage.api_key(READ)
    await call(stage, list_notes, as_=key)
    reads = stage.store.reads
    await call(stage, list_notes, as_=key)
    assert stage.store.reads == reads + 1
    stage.clock.advance(seconds=30)
    await call(stage, list_notes, as_=key)
    assert stage.store.reads == reads + 3


async def test_a_key_expires_on_time_although_it_was_just_used(stage: Stage) -> None:
    key = await stage.api_key(READ, expires_at=stage.clock.now() + timedelta(seconds=10))
    assert (await call(stage, list_notes, as_=key)).status == 200
    stage.clock.advance(seconds=10)
    assert refused(await call(stage, list_notes, as_=key))


async def test_another_secret_does_not_profit_from_a_key_that_was_just_used(stage: Stage) -> None:
    key = await stage.api_key(READ)
    assert (await call(stage, list_notes, as_=key)).status == 200
    assert refused(await call(stage, list_notes, as_=SignedIn(key.token + "x", key.tenant_id, "")))


async def test_the_last_use_is_written_every_few_minutes_not_every_time(stage: Stage) -> None:
    key = await stage.api_key(READ)
    path = f"tenants/{key.tenant_id}/apiKeys/{key.user_id}"
    first = stage.clock.now()
    seen: list[datetime] = []
    for _ in range(7):
        await call(stage, list_notes, as_=key)
        seen.append((await stage.document(path) or {})["lastUsedAt"])
        stage.clock.advance(minutes=1)
    assert seen == [first] * 5 + [first + timedelta(minutes=5)] * 2


async def test_limits_count_for_each_key_and_a_guess_at_one_uses_up_none(stage: Stage) -> None:
    key = await stage.api_key(READ)
    guess = SignedIn(key.token + "x", key.tenant_id, "")
    statuses = [(await call(stage, list_notes, as_=guess)).status for _ in range(101)]
    assert statuses == [401] * 100 + [429]
    other = await stage.api_key(READ, tenant_id=key.tenant_id)
    statuses = [(await call(stage, list_notes, as_=key)).status for _ in range(101)]
    assert statuses == [200] * 100 + [429]
    assert (await call(stage, list_notes, as_=other)).status == 200


async def test_a_key_with_a_limit_of_its_own_is_held_to_it_and_others_are_not(stage: Stage) -> None:
    key = await stage.api_key(READ, requests_per_minute=3)
    other = await stage.api_key(READ, tenant_id=key.tenant_id, requests_per_minute=5)
    answers = [await call(stage, list_notes, as_=key) for _ in range(4)]
    assert [answer.status for answer in answers] == [200, 200, 200, 429]
    assert answers[0].headers["ratelimit-policy"] == '"api";q=100;w=60, "key";q=3;w=60, "global";q=1000;w=60'
    assert answers[3].headers["ratelimit-policy"] == '"key";q=3;w=60'
    assert 0 < int(answers[3].headers["retry-after"]) <= 60
    assert [(await call(stage, list_notes, as_=other)).status for _ in range(6)] == [200] * 5 + [429]


async def test_a_key_is_no_faster_for_having_two_secrets(stage: Stage) -> None:
    old = await stage.api_key(READ, requests_per_minute=3)
    admin = await stage.member(Role.ADMIN, tenant_id=old.tenant_id)
    answer = await stage.call("rotate_api_key", as_=admin, path={"apiKeyId": old.user_id}, body={})
    new = SignedIn(answer.data["token"], old.tenant_id, old.user_id)
    assert [(await call(stage, list_notes, as_=each)).status for each in (old, new, old, new)] == [200] * 3 + [429]


async def test_a_limit_of_its_own_lifts_no_other(stage: Stage) -> None:
    key = await stage.api_key(READ, requests_per_minute=10_000)
    statuses = [(await call(stage, list_notes, as_=key)).status for _ in range(101)]
    assert statuses == [200] * 100 + [429]


async def test_a_scope_that_is_no_permission_any_more_is_no_scope(stage: Stage) -> None:
    key = await stage.api_key(READ)
    await stage.change(f"tenants/{key.tenant_id}/apiKeys/{key.user_id}", scopes=["gone:read"])
    assert (await call(stage, list_notes, as_=key)).status == 403


async def test_a_key_is_nobodys_sign_in(stage: Stage) -> None:
    key = await stage.api_key(*Permission)
    assert (await stage.call("verify_token", as_=key)).status == 403


async def test_where_nobody_need_sign_in_a_key_is_not_asked_for(stage: Stage) -> None:
    assert (await call(stage, ping, as_=await stage.api_key())).status == 200


async def test_two_keys_using_one_idempotency_key_do_two_things(stage: Stage) -> None:
    first = await stage.api_key(WRITE)
    second = await stage.api_key(WRITE, tenant_id=first.tenant_id)
    headers = {"idempotency-key": "k"}
    for key in (first, first, second):
        assert (await call(stage, create_note, as_=key, body={"text": "a"}, headers=headers)).status == 201
    assert len(await stage.documents(NOTE_LIST.collection)) == 2


def test_a_token_says_what_it_was_made_of() -> None:
    token = read_api_key("ella_T1_K1_se-cr_et")
    assert token is not None
    assert (token.tenant_id, token.key_id, token.secret) == ("T1", "K1", "se-cr_et")
    assert token.text == "ella_T1_K1_se-cr_et"
    assert "se-cr_et" not in repr(token)


@pytest.mark.parametrize("text", ["", "ella_", "ella_a_b", "ella_a_b_", "ella__b_c", "ellá_a_b_c", "ella_a_ß_c"])
def test_what_can_be_no_key_is_none(text: str) -> None:
    assert read_api_key(text) is None


def test_a_key_with_a_long_past_expiry_admits_nobody() -> None:
    token = read_api_key("ella_T_K_secret")
    assert token is not None
    stored = {"secretHash": token.secret_hash, "revokedAt": None, "scopes": [], "expiresAt": None}
    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert token.admitted(stored, now) is not None
    assert token.admitted({**stored, "expiresAt": now - timedelta(days=1)}, now) is None

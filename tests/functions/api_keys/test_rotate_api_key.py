from datetime import timedelta
from typing import Any

import pytest

from shared.auth.permissions import Permission
from shared.auth.roles import Role
from tests.fixtures.stage import Answer, Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio

DAY = 24 * 3600


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    key = await stage.api_key(Permission.QUESTIONS_READ, tenant_id=admin.tenant_id)
    return Arranged(as_=admin, path={"apiKeyId": key.user_id}, body={})


async def rotate(stage: Stage, key: SignedIn, **body: Any) -> Answer:
    """Rotate a key, by an admin who has just signed in."""
    admin = await stage.member(Role.ADMIN, tenant_id=key.tenant_id)
    return await stage.call("rotate_api_key", as_=admin, path={"apiKeyId": key.user_id}, body=body)


def with_new_secret(answer: Answer, key: SignedIn) -> SignedIn:
    return SignedIn(answer.data["token"], key.tenant_id, key.user_id)


async def status(stage: Stage, key: SignedIn) -> int:
    return (await stage.call("list_questions", as_=key)).status


async def test_both_secrets_hold_until_the_stated_time_and_then_the_new_one(stage: Stage) -> None:
    old = await stage.api_key(Permission.QUESTIONS_READ)
    answer = await rotate(stage, old, overlapSeconds=3600)
    new = with_new_secret(answer, old)
    assert answer.data["key"]["previousValidUntil"] == "2026-03-02T10:00:00Z"
    assert answer.data["key"]["lastFour"] == new.token[-4:]
    stage.clock.advance(seconds=3599)
    assert [await status(stage, key) for key in (old, new)] == [200, 200]
    stage.clock.advance(seconds=1)  # although the old one was used just now
    assert [await status(stage, key) for key in (old, new)] == [401, 200]


async def test_a_day_is_the_usual_overlap(stage: Stage) -> None:
    old = await stage.api_key(Permission.QUESTIONS_READ)
    answer = await rotate(stage, old)
    assert answer.data["key"]["previousValidUntil"] == "2026-03-03T09:00:00Z"


async def test_without_overlap_the_old_secret_is_refused_within_thirty_seconds(stage: Stage) -> None:
    old = await stage.api_key(Permission.QUESTIONS_READ)
    assert await status(stage, old) == 200
    new = with_new_secret(await rotate(stage, old, overlapSeconds=0), old)
    stage.clock.advance(seconds=30)
    assert [await status(stage, key) for key in (old, new)] == [401, 200]


async def test_rotating_again_ends_the_earlier_overlap(stage: Stage) -> None:
    first = await stage.api_key(Permission.QUESTIONS_READ)
    second = with_new_secret(await rotate(stage, first), first)
    third = with_new_secret(await rotate(stage, first), first)
    assert [await status(stage, key) for key in (first, second, third)] == [401, 200, 200]


async def test_revoking_ends_both_secrets(stage: Stage) -> None:
    old = await stage.api_key(Permission.QUESTIONS_READ)
    new = with_new_secret(await rotate(stage, old), old)
    admin = await stage.member(Role.ADMIN, tenant_id=old.tenant_id)
    await stage.call("revoke_api_key", as_=admin, path={"apiKeyId": old.user_id})
    assert [await status(stage, key) for key in (old, new)] == [401, 401]


async def test_the_new_secret_does_what_the_old_one_did_and_no_more(stage: Stage) -> None:
    old = await stage.api_key(Permission.QUESTIONS_READ)
    new = with_new_secret(await rotate(stage, old), old)
    assert (await stage.call("list_members", as_=new)).status == 403
    assert new.token.split("_", 3)[3] not in str(await stage.snapshot())


async def test_a_keys_end_stays_unless_another_is_named(stage: Stage) -> None:
    ends = stage.clock.now() + timedelta(days=10)
    key = await stage.api_key(Permission.QUESTIONS_READ, expires_at=ends)
    assert (await rotate(stage, key)).data["key"]["expiresAt"] == "2026-03-12T09:00:00Z"
    later = (await rotate(stage, key, expiresAt="2026-06-01T00:00:00Z")).data["key"]
    assert later["expiresAt"] == "2026-06-01T00:00:00Z"


async def test_an_overlap_never_outlives_the_key(stage: Stage) -> None:
    old = await stage.api_key(Permission.QUESTIONS_READ, expires_at=stage.clock.now() + timedelta(minutes=10))
    await rotate(stage, old, overlapSeconds=DAY)
    stage.clock.advance(minutes=10)
    assert await status(stage, old) == 401


@pytest.mark.parametrize(
    ("changes", "code"), [({"revoked_at": True}, "api_key_revoked"), ({"expires_at": True}, "api_key_expired")]
)
async def test_a_key_that_holds_no_more_is_not_rotated(stage: Stage, changes: dict[str, Any], code: str) -> None:
    key = await stage.api_key(Permission.QUESTIONS_READ, **dict.fromkeys(changes, stage.clock.now()))
    answer = await rotate(stage, key)
    assert (answer.status, answer.error["code"]) == (409, code)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"overlapSeconds": -1}, "/overlapSeconds"),
        ({"overlapSeconds": 31 * DAY}, "/overlapSeconds"),
        ({"overlapSeconds": "60"}, "/overlapSeconds"),
        ({"expiresAt": "2026-03-02T09:00:00Z"}, "/expiresAt"),
    ],
)
async def test_a_wrong_field_is_named(stage: Stage, body: dict[str, Any], pointer: str) -> None:
    answer = await rotate(stage, await stage.api_key(Permission.QUESTIONS_READ), **body)
    assert answer.status == 400
    assert [each["pointer"] for each in answer.error["details"]] == [pointer]


async def test_nobody_gets_a_token_for_what_they_may_not_do_themselves(stage: Stage) -> None:
    key = await stage.api_key(Permission.ATTEMPTS_TAKE)
    answer = await rotate(stage, key)
    assert (answer.status, answer.error["code"]) == (403, "scope_not_held")

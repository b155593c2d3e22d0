from datetime import timedelta
from typing import Any

import pytest

from shared.auth.permissions import Permission
from shared.auth.roles import Role
from shared.ids import hash_secret
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio

KEY: dict[str, Any] = {"name": "Build server", "scopes": ["executions:run", "questions:read"]}


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.ADMIN), body=KEY)


async def test_the_token_is_shown_once_and_only_its_hash_is_stored(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    answer = await stage.call("create_api_key", as_=admin, body=KEY)
    assert answer.status == 201
    token, key = answer.data["token"], answer.data["key"]
    prefix, tenant_id, key_id, secret = token.split("_", 3)
    assert (prefix, tenant_id, key_id) == ("ella", admin.tenant_id, key["id"])
    assert len(secret) >= 22
    assert key["lastFour"] == secret[-4:]
    stored = await stage.document(f"tenants/{admin.tenant_id}/apiKeys/{key_id}")
    assert stored is not None
    assert stored["secretHash"] == hash_secret(secret)
    assert secret not in str(await stage.snapshot())


async def test_a_retry_with_the_same_idempotency_key_does_not_tell_the_token_again(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    call = {"as_": admin, "body": KEY, "headers": {"idempotency-key": "k"}}
    first = await stage.call("create_api_key", **call)
    again = await stage.call("create_api_key", **call)
    assert again.data["key"] == first.data["key"]
    assert "token" not in again.data
    assert first.data["token"] not in str(await stage.snapshot())


async def test_the_key_does_what_its_scopes_name_and_nothing_else(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    token = (await stage.call("create_api_key", as_=admin, body=KEY)).data["token"]
    program = SignedIn(token, admin.tenant_id, "program")
    assert (await stage.call("list_questions", as_=program)).status == 200
    refused = await stage.call("list_members", as_=program)
    assert (refused.status, refused.error["code"]) == (403, "permission_denied")


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"scopes": ["questions:read", "api_keys:manage"]}, "/scopes/1", "not_a_scope"),
        ({"scopes": ["questions:fly", "questions:read"]}, "/scopes/0", "enum"),
        ({"scopes": []}, "/scopes", "too_short"),
        ({"name": " "}, "/name", "string_too_short"),
        ({"expiresAt": "2026-03-02T09:00:00Z"}, "/expiresAt", "in_the_past"),
        ({"expiresAt": "2027-01-01T00:00:00"}, "/expiresAt", "timezone_aware"),
        ({"requestsPerMinute": 0}, "/requestsPerMinute", "greater_than_equal"),
        ({"requestsPerMinute": 10_001}, "/requestsPerMinute", "less_than_equal"),
    ],
)
async def test_what_can_be_no_key_is_named(stage: Stage, change: dict[str, Any], pointer: str, code: str) -> None:
    admin = await stage.member(Role.ADMIN)
    answer = await stage.call("create_api_key", as_=admin, body=KEY | change)
    assert answer.status == 400
    assert [(each["pointer"], each["code"]) for each in answer.error["details"]] == [(pointer, code)]


async def test_nobody_hands_on_a_permission_they_do_not_hold(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    answer = await stage.call("create_api_key", as_=admin, body=KEY | {"scopes": ["attempts:take"]})
    assert (answer.status, answer.error["code"]) == (403, "scope_not_held")
    assert await stage.documents("apiKeys") == []


async def test_what_a_key_makes_carries_the_keys_name(stage: Stage) -> None:
    key = await stage.api_key(Permission.ASSESSMENTS_WRITE)
    await stage.call("create_assessment", as_=key, body={"title": "Backend engineer", "timeLimitMinutes": 60})
    [assessment] = await stage.documents("assessments")
    [entry] = await stage.documents("auditEntries")
    assert assessment["createdBy"] == entry["actor"] == f"apiKey:{key.user_id}"
    assert entry["role"] is None


async def test_a_keys_own_limit_is_shown(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    answer = await stage.call("create_api_key", as_=admin, body=KEY | {"requestsPerMinute": 5})
    assert answer.data["key"]["requestsPerMinute"] == 5


@pytest.mark.parametrize(("days", "reminded_after"), [(30, 23), (8, 1), (7, None), (1, None)])
async def test_a_reminder_is_due_a_week_before_the_end(stage: Stage, days: int, reminded_after: int | None) -> None:
    admin = await stage.member(Role.ADMIN)
    expires_at = stage.clock.now() + timedelta(days=days)
    await stage.call("create_api_key", as_=admin, body=KEY | {"expiresAt": expires_at.isoformat()})
    due = [each["dueAt"] for each in await stage.documents("outbox")]
    assert due == ([] if reminded_after is None else [stage.clock.now() + timedelta(days=reminded_after)])

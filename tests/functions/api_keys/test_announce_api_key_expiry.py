from datetime import timedelta
from typing import Any

import pytest

from shared.auth.permissions import Permission
from shared.auth.roles import Role
from shared.domain.api_keys.events import ApiKeyReminderDue
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    key = await stage.api_key(Permission.QUESTIONS_READ, expires_at=stage.clock.now() + timedelta(days=7))
    return Arranged(event=ApiKeyReminderDue(api_key_id=key.user_id), tenant_id=key.tenant_id)


async def said(stage: Stage, call: Arranged) -> list[dict[str, Any]]:
    assert call.event is not None
    assert await stage.deliver("announce_api_key_expiry", stage.envelope(call.event, call.tenant_id)) == 204
    return [each.data for each in await stage.waiting() if each.type == "api_keys.key.expiring.v1"]


async def test_a_key_in_force_is_announced_a_week_before_its_end(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    body = {"name": "Build server", "scopes": ["questions:read"], "expiresAt": "2026-04-02T09:00:00Z"}
    key = (await stage.call("create_api_key", as_=admin, body=body)).data["key"]
    stage.clock.advance(days=23, hours=23)
    assert await stage.waiting() == []
    stage.clock.advance(hours=1)
    [due] = await stage.waiting()
    assert await stage.deliver("announce_api_key_expiry", due) == 204
    [announced] = await stage.waiting()
    assert announced.type == "api_keys.key.expiring.v1"
    assert announced.data == {"apiKeyId": key["id"], "name": "Build server", "expiresAt": "2026-04-02T09:00:00Z"}


@pytest.mark.parametrize(
    ("field", "days"), [("revokedAt", 0), ("expiresAt", 0), ("expiresAt", 8)], ids=["revoked", "expired", "prolonged"]
)
async def test_a_key_that_needs_no_reminder_any_more_gets_none(stage: Stage, field: str, days: int) -> None:
    call = await arrange(stage)
    [key] = await stage.documents("apiKeys")
    path = f"tenants/{call.tenant_id}/apiKeys/{key['id']}"
    await stage.change(path, **{field: stage.clock.now() + timedelta(days=days)})
    assert await said(stage, call) == []

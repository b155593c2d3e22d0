from datetime import timedelta

import pytest

from shared.auth.roles import Role
from shared.domain.api_keys.events import ApiKeyExpiring
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    event = ApiKeyExpiring(api_key_id="K", name="Build server", expires_at=stage.clock.now() + timedelta(days=7))
    return Arranged(event=event, tenant_id=owner.tenant_id)


async def test_a_key_that_ends_in_a_week_is_told_of_in_time(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    end = stage.clock.now() + timedelta(days=30)
    body = {"name": "Build server", "scopes": ["questions:read"], "expiresAt": end.isoformat()}
    assert (await stage.call("create_api_key", as_=owner, body=body)).status == 201
    await stage.settle()
    assert stage.mailer.sent == []
    stage.clock.advance(days=23, minutes=1)
    await stage.settle()
    [mail] = stage.mailer.sent
    assert (mail.to, mail.subject) == (owner.email, f"The API key “Build server” expires on {end:%Y-%m-%d}")
    [told] = await stage.documents("notifications")
    assert (told["kind"], told["link"]) == ("api_key_expiring", "/api-keys")

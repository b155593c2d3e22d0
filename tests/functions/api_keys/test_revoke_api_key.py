import pytest

from shared.auth.permissions import Permission
from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    key = await stage.api_key(Permission.QUESTIONS_READ, tenant_id=admin.tenant_id)
    return Arranged(as_=admin, path={"apiKeyId": key.user_id})


async def test_a_revoked_key_is_refused_within_thirty_seconds(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    key = await stage.api_key(Permission.QUESTIONS_READ, tenant_id=admin.tenant_id)
    assert (await stage.call("list_questions", as_=key)).status == 200
    await stage.call("revoke_api_key", as_=admin, path={"apiKeyId": key.user_id})
    stage.clock.advance(seconds=30)
    answer = await stage.call("list_questions", as_=key)
    assert (answer.status, answer.error["code"]) == (401, "invalid_api_key")


async def test_revoking_again_changes_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    first = await stage.arranged("revoke_api_key", call)
    stage.clock.advance(minutes=1)
    again = await stage.arranged("revoke_api_key", call)
    assert (again.status, again.data) == (200, first.data)
    assert len(await stage.documents("auditEntries")) == 1

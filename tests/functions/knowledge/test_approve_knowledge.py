import pytest

from shared.auth.roles import Role
from tests.fixtures.knowledge import (
    active,
    drafted_api,
    knowledge,
    operation,
)
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await knowledge(stage)
    await drafted_api(stage, manager, path)
    await stage.call("submit_knowledge", as_=manager, path=path)
    return Arranged(as_=manager, path=path)


async def test_an_approved_draft_becomes_active(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    answer = await stage.arranged("approve_knowledge", call)
    assert answer.data["kind"] == "knowledge_publication"
    done = await operation(stage, call.as_, answer.data["id"])
    assert done["result"] == {"version": 1, "added": 1, "changed": 0, "removed": 0}
    assert await active(stage, call.as_, call.path) == ["GET /pets"]


async def test_where_the_tenant_asks_so_somebody_else_approves(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    admin = await stage.member(Role.ADMIN, tenant_id=call.as_.tenant_id)
    tenant = {"tenantId": call.as_.tenant_id}
    await stage.call("update_tenant", as_=admin, path=tenant, body={"separateApproval": True})
    answer = await stage.arranged("approve_knowledge", call)
    assert (answer.status, answer.error["code"]) == (403, "own_submission")
    assert (await stage.call("approve_knowledge", as_=admin, path=call.path)).status == 202


async def test_only_what_is_submitted_is_approved(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call("reject_knowledge", as_=call.as_, path=call.path)
    answer = await stage.arranged("approve_knowledge", call)
    assert (answer.status, answer.error["code"]) == (409, "draft_not_submitted")

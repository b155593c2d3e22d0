import pytest

from shared.auth.roles import Role
from shared.engines.merkle.checkpoints import Checkpoint, opened
from tests.fixtures.audit import checked_log, log_of
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await log_of(stage, 1))


async def test_the_checkpoint_opens_with_the_key_beside_it(stage: Stage) -> None:
    admin = await log_of(stage, 3)
    data = (await stage.call("get_audit_checkpoint", as_=admin)).data
    checkpoint = Checkpoint.parse(opened(data["note"], data["verifierKey"]))
    assert checkpoint == await checked_log(stage, admin.tenant_id)
    assert (data["size"], data["root"]) == (3, checkpoint.root.hex())
    assert checkpoint.origin == f"ella/demo-ella/{admin.tenant_id}"


async def test_a_log_without_entries_has_none(stage: Stage) -> None:
    answer = await stage.call("get_audit_checkpoint", as_=await stage.member(Role.MANAGER))
    assert (answer.status, answer.error["code"]) == (404, "audit_checkpoint_not_found")

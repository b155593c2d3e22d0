import pytest

from shared.auth.roles import Role
from tests.fixtures.audit import log_of, more_entries
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await log_of(stage, 1))


async def test_every_checkpoint_is_listed_the_largest_first(stage: Stage) -> None:
    admin = await log_of(stage, 2)
    await more_entries(stage, admin, 3)
    await stage.tick("sequence_audit_entries")
    data = (await stage.call("list_audit_checkpoints", as_=admin)).data
    assert [each["size"] for each in data] == [5, 2]
    assert all(each["note"].startswith("ella/demo-ella/") for each in data)


async def test_another_tenants_are_not_seen(stage: Stage) -> None:
    await log_of(stage, 2)
    assert (await stage.call("list_audit_checkpoints", as_=await stage.member(Role.OWNER))).data == []

import pytest

from shared.auth.roles import Role
from shared.domain.backups.model import BACKUP_KIND
from shared.domain.operations.events import OperationCancelled
from tests.fixtures.backups import backed_up
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    id = (await stage.call("back_up_tenant", as_=owner, body={})).data["id"]
    event = OperationCancelled(operation_id=id, operation_kind=BACKUP_KIND, subject_id=owner.tenant_id)
    return Arranged(event=event, tenant_id=owner.tenant_id)


async def test_a_cancelled_backup_is_none(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    id = (await stage.call("back_up_tenant", as_=owner, body={})).data["id"]
    assert (await stage.call("cancel_operation", as_=owner, path={"operationId": id})).status == 200
    await stage.settle()
    [backup] = await stage.documents("backups")
    assert (backup["status"], backup["manifest"]) == ("failed", None)


async def test_one_that_was_complete_by_then_stays(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    id = await backed_up(stage, owner)
    event = OperationCancelled(operation_id=id, operation_kind=BACKUP_KIND, subject_id=owner.tenant_id)
    assert await stage.deliver("end_cancelled_backup", stage.envelope(event, owner.tenant_id)) == 204
    [backup] = await stage.documents("backups")
    assert backup["status"] == "complete"

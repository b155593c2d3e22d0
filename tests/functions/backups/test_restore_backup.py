import pytest

from shared.auth.roles import Role
from tests.fixtures.backups import backed_up
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio
BODY = {"companyName": "Acme again", "subdomain": "acme-again"}


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    return Arranged(as_=owner, path={"backupId": await backed_up(stage, owner)}, body=BODY)


async def test_a_backup_that_is_not_complete_is_not_restored(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    id = (await stage.call("back_up_tenant", as_=owner, body={})).data["id"]
    answer = await stage.call("restore_backup", as_=owner, path={"backupId": id}, body=BODY)
    assert (answer.status, answer.error["code"]) == (409, "backup_not_complete")
    assert await stage.document("reservations/subdomain:acme-again") is None


async def test_a_subdomain_that_somebody_has_is_refused(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("restore_backup", call)).status == 202
    answer = await stage.arranged("restore_backup", call)
    assert (answer.status, answer.error["code"]) == (409, "subdomain_taken")


async def test_an_administrator_restores_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    call.as_ = await stage.member(Role.ADMIN, tenant_id=call.as_.tenant_id)
    assert (await stage.arranged("restore_backup", call)).status == 403

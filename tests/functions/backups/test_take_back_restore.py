import pytest

from functions.backups import take_back_restore as module
from shared.domain.backups.events import RestoreGivenUp
from tests.fixtures.backups import backed_up, everything_of, owner_of_everything
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await owner_of_everything(stage)
    path = {"backupId": await backed_up(stage, owner)}
    body = {"companyName": "Acme again", "subdomain": "acme-again"}
    id = (await stage.call("restore_backup", as_=owner, path=path, body=body)).data["id"]
    await stage.settle(but=["take_back_restore"])
    return Arranged(event=RestoreGivenUp(restore_id=id), tenant_id=owner.tenant_id)


async def test_what_was_written_goes_page_by_page_and_the_backed_up_tenant_stays(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, RestoreGivenUp)
    monkeypatch.setattr(module, "PAGES", 40)
    [restore] = [each for each in await stage.documents("restores") if "subdomain" in each]
    root = f"tenants/{call.tenant_id}"
    await stage.change(f"{root}/restores/{restore['id']}", status="failed")
    before = set(await everything_of(stage, call.tenant_id))
    assert await everything_of(stage, restore["freshTenantId"])
    assert await stage.deliver("take_back_restore", stage.envelope(call.event, call.tenant_id)) == 204
    await stage.settle()
    assert await everything_of(stage, restore["freshTenantId"]) == {}
    assert (await stage.files.list(f"tenants/{restore['freshTenantId']}/")).files == ()
    assert before <= set(await everything_of(stage, call.tenant_id))
    for user in await stage.documents("users"):
        assert restore["freshTenantId"] not in user["tenantIds"]


async def test_what_was_restored_whole_is_never_taken_back(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, RestoreGivenUp)
    [restore] = [each for each in await stage.documents("restores") if "subdomain" in each]
    before = await everything_of(stage, restore["freshTenantId"])
    assert await stage.deliver("take_back_restore", stage.envelope(call.event, call.tenant_id)) == 204
    assert await everything_of(stage, restore["freshTenantId"]) == before

import pytest

from functions.backups import expire_backup as module
from shared.auth.roles import Role
from shared.domain.backups.events import BackupExpired
from tests.fixtures.backups import backed_up, owner_of_everything
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    event = BackupExpired(backup_id=await backed_up(stage, owner))
    return Arranged(event=event, tenant_id=owner.tenant_id)


async def test_after_90_days_a_backup_is_gone_with_all_its_files(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGE", 2)
    owner = await owner_of_everything(stage)
    await backed_up(stage, owner)
    stage.clock.advance(days=91)
    await stage.settle()
    assert [each for each in await stage.documents("backups") if "expiresAt" in each] == []
    assert [each for each in await stage.documents("backupParts") if "file" in each] == []
    area = f"tenants/{owner.tenant_id}/backups/"
    assert (await stage.files.list(area)).files == ()
    assert len((await stage.files.list(f"tenants/{owner.tenant_id}/")).files) == 2

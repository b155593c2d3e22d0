import hashlib

import pytest

from functions.backups import write_backup_page as module
from shared.auth.roles import Role
from shared.data.store import Create, Delete
from shared.domain.backups.events import BackupPageDue
from tests.fixtures.backups import (
    backed_up,
    documents_of_backup,
    file_of,
    manifest_of,
    odd_values,
    owner_of_everything,
)
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio
NAME = "write_backup_page"


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    operation = (await stage.call("back_up_tenant", as_=owner, body={})).data
    return Arranged(event=BackupPageDue(backup_id=operation["id"]), tenant_id=owner.tenant_id)


async def test_every_value_reads_back_as_what_it_was(stage: Stage) -> None:
    owner = await owner_of_everything(stage)
    found = await documents_of_backup(stage, owner.tenant_id, await backed_up(stage, owner))
    expected = odd_values(stage, owner.tenant_id)
    held = found["newcomers/one"]
    assert held == expected
    assert {name: type(value) for name, value in held.items()} == {n: type(value) for n, value in expected.items()}


async def test_every_part_and_file_has_the_hash_that_the_manifest_names(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PART_BYTES", 8_000)
    monkeypatch.setattr(module, "FILES_PAGE", 1)
    owner = await owner_of_everything(stage)
    id = await backed_up(stage, owner)
    manifest = await manifest_of(stage, owner.tenant_id, id)
    assert [each["kind"] for each in manifest["parts"]].count("documents") > 1
    for part in manifest["parts"]:
        content = await file_of(stage, owner.tenant_id, part["file"]["path"])
        assert hashlib.sha256(content).hexdigest() == part["file"]["sha256"]
        assert content.count(b"\n") == part["items"]
    assert manifest["files"] == 2
    whole = await file_of(stage, owner.tenant_id, f"backups/{id}/manifest.json")
    backup = await stage.document(f"tenants/{owner.tenant_id}/backups/{id}")
    assert backup is not None
    assert backup["manifest"]["sha256"] == hashlib.sha256(whole).hexdigest()


async def test_it_holds_one_moment_whatever_is_written_between_its_parts(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PART_BYTES", 1)
    owner = await stage.member(Role.OWNER)
    places = [f"tenants/{owner.tenant_id}/{name}/1" for name in ("aaa", "zzz")]
    await stage.store.commit([Create(path, {"n": 1}) for path in places])
    operation = (await stage.call("back_up_tenant", as_=owner, body={})).data
    [envelope, *_] = await stage.waiting()
    assert await stage.deliver(NAME, envelope) == 204
    await stage.store.commit([Delete(places[1]), Create(f"tenants/{owner.tenant_id}/zzz/2", {"n": 2})])
    await stage.settle()
    found = await documents_of_backup(stage, owner.tenant_id, operation["id"])
    assert {path for path in found if path.startswith(("aaa", "zzz"))} == {"aaa/1", "zzz/1"}


async def test_a_moment_that_the_store_has_forgotten_fails_the_backup(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, BackupPageDue)
    id = call.event.backup_id
    await stage.change(f"tenants/{call.tenant_id}/backups/{id}", moment="0" * 20)
    assert await stage.deliver(NAME, stage.envelope(call.event, call.tenant_id)) == 204
    operation = await stage.document(f"tenants/{call.tenant_id}/operations/{id}")
    backup = await stage.document(f"tenants/{call.tenant_id}/backups/{id}")
    assert operation is not None
    assert backup is not None
    assert (operation["error"]["code"], backup["status"]) == ("moment_gone", "failed")


async def test_a_part_asked_for_twice_is_written_once(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, BackupPageDue)
    for _ in range(2):
        assert await stage.deliver(NAME, stage.envelope(call.event, call.tenant_id)) == 204
    await stage.settle()
    parts = await stage.documents("backupParts")
    assert sorted(each["number"] for each in parts) == [0, 1]


async def test_a_cancelled_backup_is_not_written_on(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, BackupPageDue)
    await stage.change(f"tenants/{call.tenant_id}/operations/{call.event.backup_id}", status="cancelled")
    assert await stage.deliver(NAME, stage.envelope(call.event, call.tenant_id)) == 204
    assert await stage.documents("backupParts") == []

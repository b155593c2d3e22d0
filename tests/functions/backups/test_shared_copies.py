"""Backups share copies of files: one of each content, there as long as any backup names it, whoever is killed."""

from collections.abc import AsyncIterator

import pytest

from functions.backups import expire_backup
from shared.adapters.memory_files import MemoryFiles
from shared.auth.roles import Role
from shared.config import config
from shared.domain.backups.copies import BackupSource
from shared.ports.files import Content, StoredFile
from tests.fixtures.backups import backed_up, restored
from tests.fixtures.kills import Killed, MortalStore
from tests.fixtures.stage import SignedIn, Stage, subscribers_of

pytestmark = pytest.mark.anyio


class CountingFiles(MemoryFiles):
    """Files that know which of them were read and written."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(config().signing_key, config().public_url, stage.clock)
        self.read: list[str] = []
        self.written: list[str] = []

    async def stream(self, path: str, *, start: int = 0, length: int | None = None) -> AsyncIterator[bytes]:
        self.read.append(path)
        async for piece in super().stream(path, start=start, length=length):
            yield piece

    async def put(self, path: str, data: Content, *args: str, **options: object) -> StoredFile:
        self.written.append(path)
        return await super().put(path, data, *args, **options)  # type: ignore[arg-type]


def counting(stage: Stage) -> CountingFiles:
    files = CountingFiles(stage)
    stage.files = stage.composition.__dict__["files"] = files
    return files


async def with_files(stage: Stage, **contents: bytes) -> SignedIn:
    """Return the owner of a tenant with these uploads."""
    owner = await stage.member(Role.OWNER)
    for name, content in contents.items():
        await upload(stage, owner, name, content)
    return owner


async def upload(stage: Stage, owner: SignedIn, name: str, content: bytes) -> None:
    await stage.files.put(f"tenants/{owner.tenant_id}/uploads/{name}", content, "text/plain")


async def copies(stage: Stage, owner: SignedIn) -> list[bytes]:
    """Return what the copies hold that there are."""
    listed = (await stage.files.list(f"tenants/{owner.tenant_id}/backups/copies/")).files
    return sorted([await stage.files.get(each.path, max_bytes=1_000) for each in listed])


async def hold(stage: Stage, owner: SignedIn, backup_id: str, **contents: bytes) -> None:
    """Assert that a backup can be restored, with these uploads."""
    done = await restored(stage, owner, backup_id)
    assert done["status"] == "succeeded", done
    area = f"tenants/{done['result']['tenantId']}/uploads/"
    listed = (await stage.files.list(area)).files
    found = {each.path.removeprefix(area): await stage.files.get(each.path, max_bytes=1_000) for each in listed}
    assert found == contents


async def test_a_file_that_is_as_it_was_is_neither_read_nor_copied_again(stage: Stage) -> None:
    files = counting(stage)
    owner = await with_files(stage, a=b"one", b=b"two")
    await backed_up(stage, owner)
    files.read.clear()
    files.written.clear()
    second = await backed_up(stage, owner)
    assert files.read == []
    assert [each for each in files.written if "/copies/" in each] == []
    await hold(stage, owner, second, a=b"one", b=b"two")


async def test_what_changed_or_came_is_copied_and_the_earlier_backup_stays_as_it_was(stage: Stage) -> None:
    owner = await with_files(stage, a=b"one", b=b"two")
    first = await backed_up(stage, owner)
    await upload(stage, owner, "a", b"ONE")
    await upload(stage, owner, "c", b"three")
    await backed_up(stage, owner)
    assert await copies(stage, owner) == [b"ONE", b"one", b"three", b"two"]
    await hold(stage, owner, first, a=b"one", b=b"two")


async def test_the_same_content_lies_there_once_under_however_many_names(stage: Stage) -> None:
    owner = await with_files(stage, a=b"same", b=b"same", c=b"same")
    backup_id = await backed_up(stage, owner)
    assert await copies(stage, owner) == [b"same"]
    await hold(stage, owner, backup_id, a=b"same", b=b"same", c=b"same")


async def test_a_copy_stays_until_the_last_backup_that_names_it_has_expired(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expire_backup, "PAGE", 1)
    owner = await with_files(stage, a=b"one", b=b"two")
    await backed_up(stage, owner)
    stage.clock.advance(days=45)
    owner = await stage.signed_in_again(owner)
    await stage.files.delete(f"tenants/{owner.tenant_id}/uploads/a")
    second = await backed_up(stage, owner)
    stage.clock.advance(days=46)
    await stage.settle()
    assert await copies(stage, owner) == [b"two"]
    owner = await stage.signed_in_again(owner)
    await hold(stage, owner, second, b=b"two")
    stage.clock.advance(days=45)
    await stage.settle()
    assert await copies(stage, owner) == []
    assert await stage.documents("backupCopies") == []


async def test_of_a_copy_that_is_being_deleted_another_is_made(stage: Stage) -> None:
    owner = await with_files(stage, a=b"one")
    await backed_up(stage, owner)
    [copy] = await stage.documents("backupCopies")
    await stage.change(f"tenants/{owner.tenant_id}/backupCopies/{copy['id']}", doomed=True)
    second = await backed_up(stage, owner)
    [again] = await stage.documents("backupCopies")
    assert (again["doomed"], again["path"] == copy["path"]) == (False, False)
    assert await copies(stage, owner) == [b"one"]
    await hold(stage, owner, second, a=b"one")


async def test_what_is_known_of_a_file_goes_by_its_generation() -> None:
    stage = Stage()
    first = await stage.files.put("tenants/t/uploads/a", b"one", "text/plain")
    second = await stage.files.put("tenants/t/uploads/a", b"two", "text/plain")
    assert BackupSource.id_of(first) != BackupSource.id_of(second)


@pytest.mark.parametrize("takes_effect", [False, True])
async def test_whoever_is_killed_while_copying_leaves_nothing_that_stays(takes_effect: bool) -> None:
    for kill_at in range(6):
        stage, owner = await mortal_stage()
        answer = await stage.call("back_up_tenant", as_=owner, body={})
        await play(stage, kill_at, takes_effect)
        assert await copies(stage, owner) == [b"one", b"two"], f"killed at commit {kill_at}"
        await hold(stage, owner, answer.data["id"], a=b"one", b=b"two")
        await expire(stage)
        assert await copies(stage, owner) == []


@pytest.mark.parametrize("takes_effect", [False, True])
async def test_whoever_is_killed_while_a_backup_expires_takes_nothing_from_another(takes_effect: bool) -> None:
    for kill_at in range(6):
        stage, owner = await mortal_stage()
        first = await backed_up(stage, owner)
        await upload(stage, owner, "a", b"ONE")
        stage.clock.advance(days=45)
        owner = await stage.signed_in_again(owner)
        second = await backed_up(stage, owner)
        stage.clock.advance(days=46)
        await play(stage, kill_at, takes_effect)
        assert await copies(stage, owner) == [b"ONE", b"two"], f"killed at commit {kill_at}"
        assert await stage.document(f"tenants/{owner.tenant_id}/backups/{first}") is None
        owner = await stage.signed_in_again(owner)
        await hold(stage, owner, second, a=b"ONE", b=b"two")


async def test_a_copy_that_nothing_came_of_goes_with_its_backup(stage: Stage) -> None:
    owner = await with_files(stage, a=b"one")
    backup_id = await backed_up(stage, owner)
    path = f"tenants/{owner.tenant_id}/backups/copies/{backup_id}/{'0' * 64}"
    await stage.files.put(path, b"left", "text/plain")
    await expire(stage)
    assert await copies(stage, owner) == []


async def mortal_stage() -> tuple[Stage, SignedIn]:
    stage = Stage()
    stage.store = stage.composition.__dict__["store"] = MortalStore()
    return stage, await with_files(stage, a=b"one", b=b"two")


async def play(stage: Stage, kill_at: int, takes_effect: bool) -> None:
    """Deliver what is due; whoever is killed at one of the commits has acknowledged nothing, and is called again."""
    store = stage.store
    assert isinstance(store, MortalStore)
    store.commits_left, store.takes_effect = kill_at, takes_effect
    pending = await stage.waiting()
    while pending:
        envelope = pending.pop(0)
        for name in subscribers_of(envelope.type):
            store.at_work = True
            try:
                await stage.deliver(name, envelope)
            except Killed:
                store.dead, store.commits_left = False, None
                pending.append(envelope)
                stage.clock.advance(minutes=10)
            store.at_work = False
        pending += await stage.waiting()
    store.commits_left = None
    await stage.settle()


async def expire(stage: Stage) -> None:
    """Let the time pass that backups are kept for."""
    stage.clock.advance(days=91)
    await stage.settle()

"""What callers see of a file store that is away or loses answers."""

from typing import Any

import pytest

from shared.errors import AlreadyExists, DependencyUnavailable
from shared.ids import new_id
from shared.ports.files import TenantFiles
from tests.fixtures.file_stores import MIB, cloud, losing_answers, pieces, read
from tools.stack.ports import free_ports

pytestmark = pytest.mark.anyio


async def test_a_store_that_is_away_is_a_dependency_that_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    away = cloud(f"http://127.0.0.1:{free_ports(['storage'])['storage']}", monkeypatch, patience=0.2)
    files = TenantFiles(away, "T")
    for call in (
        files.put("a/b", b"1", "text/plain"),
        files.put("a/b", pieces(b"1" * 9 * MIB), "text/plain"),
        files.put_content("a", b"1"),
        files.get("a/b", max_bytes=1),
        files.stat("a/b"),
        files.delete("a/b"),
        files.list("a"),
        read(files, "a/b"),
    ):
        with pytest.raises(DependencyUnavailable):
            await call
    await away.close()


async def test_a_missing_bucket_is_a_dependency_that_is_down(emulators: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from shared.adapters.cloud_storage import CloudStorageFiles

    monkeypatch.setenv("STORAGE_EMULATOR_HOST", emulators.storage)
    files = CloudStorageFiles("demo-ella", "demo-ella-nothing")
    with pytest.raises(DependencyUnavailable, match="demo-ella-nothing"):
        await TenantFiles(files, "T").put("a/b", b"1", "text/plain")
    await files.close()


async def test_a_put_whose_answer_is_lost_knows_its_own_file(emulators: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async with losing_answers(emulators.storage, "POST", times=1) as address:
        lossy = cloud(address, monkeypatch)
        files = TenantFiles(lossy, new_id())
        stored = await files.put("area/one", b"once", "text/plain", if_absent=True)
        with pytest.raises(AlreadyExists):
            await files.put("area/one", b"twice", "text/plain", if_absent=True)
        assert await files.stat("area/one") == stored
        await lossy.close()


async def test_an_unconditional_put_whose_answer_is_lost_is_not_repeated(
    emulators: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with losing_answers(emulators.storage, "POST", times=1) as address:
        lossy = cloud(address, monkeypatch)
        with pytest.raises(DependencyUnavailable):
            await TenantFiles(lossy, new_id()).put("area/one", b"once", "text/plain")
        await lossy.close()

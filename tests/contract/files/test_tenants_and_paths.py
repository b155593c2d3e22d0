"""Whose files are whose in every file store, and what can be a path; one suite on both."""

import pytest

from shared.errors import InvalidInput
from shared.ids import new_id
from shared.ports.files import TenantFiles
from tests.fixtures.file_stores import HOUR, Store

pytestmark = pytest.mark.anyio


async def test_a_tenant_sees_its_own_files_only(store: Store) -> None:
    other = TenantFiles(store.all, new_id())
    await store.files.put("area/one", b"mine", "text/plain")
    assert await other.stat("area/one") is None
    assert (await other.list("area")).files == ()
    await other.put("area/one", b"theirs", "text/plain")
    await other.delete("area/one")
    assert await store.files.get("area/one", max_bytes=10) == b"mine"


@pytest.mark.parametrize(
    "path",
    ["", "one", "/area/one", "area/", "area//one", "../other/one", "area/../../other/x", "area/./one", "area/a\nb",
     "area/a\x00b", "area/\x7f", "area/\ud800", "area/" + "x" * 1024],
)  # fmt: skip
async def test_what_cannot_be_a_path_is_refused(store: Store, path: str) -> None:
    for call in (
        store.files.put(path, b"", "text/plain"),
        store.files.get(path, max_bytes=1),
        store.files.stat(path),
        store.files.delete(path),
        store.files.signed_upload(path, content_type="text/plain", max_bytes=1, expires_in=HOUR),
        store.files.signed_download(path, expires_in=HOUR, filename="x"),
    ):
        with pytest.raises(InvalidInput) as refused:
            await call
        assert refused.value.code == "invalid_file_path"
    with pytest.raises(InvalidInput):
        store.files.stream(path)


@pytest.mark.parametrize("path", ["tenants//area/one", "tenants/../area/one", "tenants/T/one", "users/T/area/one"])
async def test_what_lies_in_no_tenant_is_refused(store: Store, path: str) -> None:
    with pytest.raises(InvalidInput):
        await store.all.put(path, b"", "text/plain")


async def test_names_may_be_in_any_script(store: Store) -> None:
    await store.files.put("area/Größe 世界 #1?.txt", b"1", "text/plain")
    assert (await store.files.list("area")).files[0].path == "area/Größe 世界 #1?.txt"
    assert await store.files.get("area/Größe 世界 #1?.txt", max_bytes=1) == b"1"

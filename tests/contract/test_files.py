"""What every file store promises; one suite on both. Where the emulator is laxer than the cloud, the test says so."""

import asyncio
import base64
import hashlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from starlette.applications import Starlette

from shared.adapters.memory_files import MemoryFiles
from shared.errors import AlreadyExists, DependencyUnavailable, InvalidInput, NotFound, PayloadTooLarge
from shared.ids import new_id
from shared.ports.files import Files, SignedUpload, TenantFiles
from tests.fixtures.stage import TestClock
from tools.gateway.files import routes
from tools.stack.ports import free_ports

pytestmark = pytest.mark.anyio
MIB = 1024 * 1024
HOUR = timedelta(hours=1)
KEY = "a-signing-key-for-the-tests-only!"


@dataclass
class Store:
    """A file store with a tenant of the test's own, and what follows its signed URLs."""

    all: Files
    http: httpx.AsyncClient
    clock: TestClock = field(default_factory=TestClock)

    def __post_init__(self) -> None:
        self.files = TenantFiles(self.all, new_id())

    @property
    def strict(self) -> bool:
        """Whether signed URLs are enforced: by the cloud and in memory, but not by the emulator."""
        return isinstance(self.all, MemoryFiles)

    async def put(self, upload: SignedUpload, data: bytes, **headers: str) -> int:
        """Send an upload as a browser does."""
        answer = await self.http.request(upload.method, upload.url, content=data, headers={**upload.headers, **headers})
        return answer.status_code


@pytest.fixture(params=["memory", "cloud"])
async def store(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, anyio_backend: str
) -> AsyncIterator[Store]:
    if request.param == "memory":
        clock = TestClock()
        kept = MemoryFiles(KEY, "http://ella.test", clock)
        transport = httpx.ASGITransport(app=Starlette(routes=routes(kept)))
        async with httpx.AsyncClient(transport=transport) as http:
            yield Store(kept, http, clock)
        return
    made = cloud(request.getfixturevalue("emulators").storage, monkeypatch)
    async with httpx.AsyncClient(trust_env=False) as http:
        yield Store(made, http)
    await made.close()


def cloud(emulator: str, monkeypatch: pytest.MonkeyPatch, *, patience: float = 20.0) -> Any:
    from shared.adapters.cloud_storage import CloudStorageFiles

    monkeypatch.setenv("STORAGE_EMULATOR_HOST", emulator)
    return CloudStorageFiles("demo-ella", "demo-ella-files", patience=patience)


async def pieces(*content: bytes) -> AsyncIterator[bytes]:
    for each in content:
        yield each


async def read(files: TenantFiles, path: str, **part: int) -> bytes:
    return b"".join([piece async for piece in files.stream(path, **part)])


# -- putting and getting


@pytest.mark.parametrize("content", [b"", b"\x00\xff" * 500, b"x" * (9 * MIB)], ids=["empty", "small", "large"])
async def test_what_was_put_is_read_back(store: Store, content: bytes) -> None:
    stored = await store.files.put("area/one", content, "text/plain", metadata={"colour": "red"})
    assert (stored.path, stored.size, stored.content_type) == ("area/one", len(content), "text/plain")
    assert await store.files.get("area/one", max_bytes=len(content)) == content
    assert await read(store.files, "area/one") == content
    assert await store.files.stat("area/one") == stored
    assert stored.metadata == {"colour": "red"}
    assert stored.created_at.tzinfo is not None


async def test_sixty_megabytes_go_through_in_pieces(store: Store) -> None:
    sent, received = hashlib.sha256(), hashlib.sha256()

    async def source() -> AsyncIterator[bytes]:
        for number in range(60):
            piece = bytes([number]) * MIB
            sent.update(piece)
            yield piece

    stored = await store.files.put("area/large", source(), "application/zip", if_absent=True)
    largest = 0
    async for piece in store.files.stream("area/large"):
        received.update(piece)
        largest = max(largest, len(piece))
    assert (stored.size, stored.content_type) == (60 * MIB, "application/zip")
    assert received.digest() == sent.digest()
    assert largest <= 4 * MIB


async def test_a_put_replaces_the_whole_file(store: Store) -> None:
    before = await store.files.put("area/one", b"before", "text/plain", metadata={"colour": "red"})
    after = await store.files.put("area/one", b"after!!", "text/html")
    assert await store.files.get("area/one", max_bytes=100) == b"after!!"
    assert (after.content_type, after.metadata) == ("text/html", {})
    assert after.generation != before.generation


async def test_a_source_that_fails_leaves_nothing(store: Store) -> None:
    async def source() -> AsyncIterator[bytes]:
        for _ in range(9):
            yield b"x" * MIB
        raise RuntimeError("the disk is gone")

    with pytest.raises(RuntimeError, match="the disk is gone"):
        await store.files.put("area/one", source(), "text/plain")
    assert await store.files.stat("area/one") is None


async def test_more_than_is_wanted_is_refused(store: Store) -> None:
    await store.files.put("area/one", b"12345", "text/plain")
    with pytest.raises(PayloadTooLarge) as refused:
        await store.files.get("area/one", max_bytes=4)
    assert refused.value.code == "file_too_large"


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [(0, None, b"0123456789"), (3, None, b"3456789"), (2, 3, b"234"), (8, 5, b"89"), (10, 5, b""), (50, None, b"")],
)
async def test_a_range_is_read(store: Store, start: int, length: int | None, expected: bytes) -> None:
    await store.files.put("area/one", b"0123456789", "text/plain")
    found = b"".join([piece async for piece in store.files.stream("area/one", start=start, length=length)])
    assert found == expected


async def test_what_is_not_there_is_not_found(store: Store) -> None:
    assert await store.files.stat("area/none") is None
    with pytest.raises(NotFound) as missing:
        await store.files.get("area/none", max_bytes=10)
    assert missing.value.code == "file_not_found"
    with pytest.raises(NotFound):
        await read(store.files, "area/none")


async def test_deleting_is_done_once_and_harmless_twice(store: Store) -> None:
    await store.files.put("area/one", b"1", "text/plain")
    await store.files.delete("area/one")
    await store.files.delete("area/one")
    assert await store.files.stat("area/one") is None


# -- only where nothing is


@pytest.mark.parametrize("size", [10, 9 * MIB], ids=["small", "large"])
async def test_what_must_be_absent_is_not_replaced(store: Store, size: int) -> None:
    await store.files.put("area/one", b"first", "text/plain", if_absent=True)
    for data in (b"x" * size, pieces(b"x" * size)):
        with pytest.raises(AlreadyExists) as taken:
            await store.files.put("area/one", data, "text/plain", if_absent=True)
        assert taken.value.code == "file_exists"
    assert await store.files.get("area/one", max_bytes=10) == b"first"


async def test_of_many_at_once_one_creates_the_file(store: Store) -> None:
    contents = [f"writer {number}".encode() for number in range(12)]
    outcomes = await asyncio.gather(
        *(store.files.put("area/one", content, "text/plain", if_absent=True) for content in contents),
        return_exceptions=True,
    )
    won = [content for content, outcome in zip(contents, outcomes, strict=True) if not isinstance(outcome, Exception)]
    assert len(won) == 1
    assert all(isinstance(outcome, AlreadyExists) for outcome in outcomes if isinstance(outcome, Exception))
    assert await store.files.get("area/one", max_bytes=100) == won[0]


async def test_the_same_content_is_one_file_written_once(store: Store) -> None:
    refs = await asyncio.gather(*(store.files.put_content("pictures", b"the same") for _ in range(4)))
    assert len(set(map(str, refs))) == 1
    sha256 = hashlib.sha256(b"the same").hexdigest()
    assert (refs[0].path, refs[0].sha256, refs[0].size) == (f"pictures/{sha256}", sha256, 8)
    first = await store.files.stat(refs[0].path)
    await store.files.put_content("pictures", b"the same")
    assert await store.files.stat(refs[0].path) == first


# -- listing


async def test_an_area_is_listed_in_order_page_by_page(store: Store) -> None:
    for name in ("e", "b/2", "a", "b/1", "c"):
        await store.files.put(f"area/{name}", name.encode(), "text/plain")
    await store.files.put("area2/x", b"", "text/plain")
    found: list[str] = []
    sizes: list[int] = []
    cursor = None
    while True:
        page = await store.files.list("area", limit=2, cursor=cursor)
        sizes.append(len(page.files))
        found += [each.path for each in page.files]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == ["area/a", "area/b/1", "area/b/2", "area/c", "area/e"]
    assert sizes == [2, 2, 1]


async def test_an_empty_area_lists_nothing(store: Store) -> None:
    page = await store.files.list("nowhere")
    assert (page.files, page.next_cursor) == ((), None)


# -- tenants and paths


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


# -- signed URLs


async def signed(store: Store, path: str = "uploads/one", *, max_bytes: int = 10) -> SignedUpload:
    return await store.files.signed_upload(path, content_type="application/zip", max_bytes=max_bytes, expires_in=HOUR)


async def test_whoever_holds_a_signed_upload_creates_the_file(store: Store) -> None:
    upload = await signed(store)
    assert await store.put(upload, b"PK\x03\x04") == 200
    stored = await store.files.stat("uploads/one")
    assert stored is not None
    assert (stored.size, stored.content_type) == (4, "application/zip")


async def test_a_signed_download_yields_the_content(store: Store) -> None:
    await store.files.put("area/one", b"content", "text/plain")
    url = await store.files.signed_download("area/one", expires_in=HOUR, filename='Größe "1".txt')
    answer = await store.http.get(url)
    assert (answer.status_code, answer.content) == (200, b"content")
    assert answer.headers["content-type"].startswith("text/plain")
    if store.strict:
        assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%221%22.txt"


async def test_a_signed_download_of_nothing_is_404(store: Store) -> None:
    url = await store.files.signed_download("area/none", expires_in=HOUR, filename="x")
    assert (await store.http.get(url)).status_code == 404


async def test_a_signed_upload_is_for_its_length_type_and_first_use(store: Store) -> None:
    """The cloud enforces the signed headers; the emulator does not look at them."""
    upload = await signed(store)
    if not store.strict:
        assert upload.headers == {
            "content-type": "application/zip",
            "x-goog-content-length-range": "0,10",
            "x-goog-if-generation-match": "0",
        }
        [names] = parse_qs(urlsplit(upload.url).query)["X-Goog-SignedHeaders"]
        assert set(names.split(";")) == {*upload.headers, "host"}
        return
    assert await store.put(upload, b"x" * 11) == 413
    assert await store.put(upload, b"x", **{"content-type": "text/html"}) == 415
    assert await store.files.stat("uploads/one") is None
    assert await store.put(upload, b"x" * 10) == 200
    assert await store.put(upload, b"again") == 409
    assert await store.files.get("uploads/one", max_bytes=10) == b"x" * 10


async def test_a_signed_url_expires(store: Store) -> None:
    """The emulator does not look at the time either: what it was signed for is in the URL."""
    upload = await signed(store)
    if not store.strict:
        assert parse_qs(urlsplit(upload.url).query)["X-Goog-Expires"] == ["3600"]
        return
    assert upload.expires_at == store.clock.now() + HOUR
    store.clock.advance(hours=1)
    assert await store.put(upload, b"late") == 403
    assert await store.files.stat("uploads/one") is None


async def test_a_signed_url_is_for_its_path_and_method_alone() -> None:
    clock = TestClock()
    kept = MemoryFiles(KEY, "http://ella.test", clock)
    files = TenantFiles(kept, "T")
    await files.put("area/one", b"secret", "text/plain")
    upload = (await files.signed_upload("uploads/one", content_type="a/b", max_bytes=10, expires_in=HOUR)).url
    download = await files.signed_download("area/one", expires_in=HOUR, filename="x")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=Starlette(routes=routes(kept)))) as http:
        for url in (
            upload,
            upload.replace("uploads/one", "area/one"),
            download.replace("/T/", "/U/"),
            download.replace("filename=x", "filename=y"),
            download.replace("expires=", "expires=9"),
            download.partition("?")[0],
        ):
            assert (await http.get(url)).status_code == 403
        for url in (download, upload.replace("max_bytes=10", "max_bytes=9999999")):
            assert (await http.put(url, content=b"x", headers={"content-type": "a/b"})).status_code == 403
    assert await files.get("area/one", max_bytes=10) == b"secret"


async def test_a_signing_account_signs_what_the_cloud_enforces() -> None:
    """With a real key, as a service account has one: no emulator in between."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from google.oauth2.service_account import Credentials

    from shared.adapters.cloud_storage import CloudStorageFiles

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    info = {"client_email": "ella@ella.iam", "token_uri": "https://oauth2.invalid", "private_key": pem}
    files = CloudStorageFiles("ella", "ella-files", credentials=Credentials.from_service_account_info(info))
    upload = await TenantFiles(files, "T").signed_upload("a/b", content_type="a/b", max_bytes=7, expires_in=HOUR)
    await files.close()
    parts = urlsplit(upload.url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    assert (parts.hostname, parts.path) == ("storage.googleapis.com", "/ella-files/tenants/T/a/b")
    assert query["X-Goog-SignedHeaders"] == "content-type;host;x-goog-content-length-range;x-goog-if-generation-match"
    assert query["X-Goog-Credential"].startswith("ella@ella.iam/")
    assert len(bytes.fromhex(query["X-Goog-Signature"])) == 256


async def test_where_nobody_holds_a_key_iam_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    """IAM can't be had here: its end of the wire is played, and all of ours is real."""
    import google.auth.credentials
    from google.auth.transport import requests

    from shared.adapters.cloud_storage import CloudStorageFiles

    class OfTheInstance(google.auth.credentials.Credentials):
        service_account_email = "default"

        def refresh(self, request: Any) -> None:
            self.token, self.service_account_email = "token-1", "ella@ella.iam"

    asked: list[tuple[str, str]] = []

    def iam(self: Any, url: str, method: str, body: str, headers: dict[str, str]) -> SimpleNamespace:
        asked.append((url, headers["Authorization"]))
        signature = base64.b64encode(b"signed by IAM").decode()
        return SimpleNamespace(status=200, data=json.dumps({"signedBlob": signature}).encode())

    monkeypatch.setattr(requests.Request, "__call__", iam)
    files = CloudStorageFiles("ella", "ella-files", credentials=OfTheInstance())
    url = await TenantFiles(files, "T").signed_download("a/b", expires_in=HOUR, filename="x")
    await files.close()
    query = parse_qs(urlsplit(url).query)
    assert query["X-Goog-Credential"][0].startswith("ella@ella.iam/")
    assert query["X-Goog-Signature"] == [b"signed by IAM".hex()]
    [(address, authorization)] = asked
    assert address.startswith("https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/ella@ella.iam:")
    assert authorization == "Bearer token-1"


# -- when the store is away


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


@asynccontextmanager
async def losing_answers(upstream: str, method: str, *, times: int) -> AsyncIterator[str]:
    """Run a proxy that hands requests on, but hangs up on the first ones of a method instead of answering."""
    target = urlsplit(upstream)
    lost = 0

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal lost
        there, back = await asyncio.open_connection(target.hostname, target.port)
        try:
            request = await reader.readuntil(b"\r\n\r\n")
            length = int(next(iter(_header(request, b"content-length")), b"0"))
            back.write(request.replace(b"keep-alive", b"close") + await reader.readexactly(length))
            answer = await there.readuntil(b"\r\n\r\n")
            answer += await there.readexactly(int(next(iter(_header(answer, b"content-length")), b"0")))
            if request.startswith(method.encode()) and lost < times:
                lost += 1
            else:
                writer.write(answer.replace(b"\r\n", b"\r\nConnection: close\r\n", 1))
                await writer.drain()
        finally:
            back.close()
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    assert lost == times


def _header(head: bytes, name: bytes) -> list[bytes]:
    lines = (line.partition(b":") for line in head.split(b"\r\n"))
    return [value.strip() for key, _, value in lines if key.lower() == name]

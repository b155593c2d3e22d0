"""What signed URLs allow in every file store. Where the emulator is laxer than the cloud, the test says so."""

import base64
import json
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from starlette.applications import Starlette

from shared.adapters.memory_files import MemoryFiles
from shared.ports.files import SignedUpload, TenantFiles
from tests.fixtures.file_stores import HOUR, KEY, Store
from tests.fixtures.stage import TestClock
from tools.gateway.files import routes

pytestmark = pytest.mark.anyio


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

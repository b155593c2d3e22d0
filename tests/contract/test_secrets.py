"""What every secret store promises: the encrypted file, and Secret Manager behind a server that speaks its protocol."""

import asyncio
import json
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from google.cloud.secretmanager_v1.types import resources

from shared.adapters.local_secrets import LocalSecrets
from shared.adapters.secret_manager import SecretManagerSecrets
from shared.clock import SystemClock
from shared.data.encryption import Keyring, Undecipherable
from shared.errors import DependencyUnavailable, InvalidInput, NotFound, PayloadTooLarge
from shared.ports.secrets import MAX_SECRET_BYTES, Secrets, TenantSecrets
from tests.fixtures.secret_manager import FakeSecretManager, fake_secret_manager
from tools.stack.ports import free_ports

pytestmark = pytest.mark.anyio

KEYS = Keyring({"new": b"n" * 32, "old": b"o" * 32})
NAME = "T_webhook-1"


def in_file(path: Path, keyring: Keyring = KEYS) -> LocalSecrets:
    return LocalSecrets(path / "kept" / "secrets.json", keyring, SystemClock())


@pytest.fixture
async def google() -> AsyncIterator[tuple[SecretManagerSecrets, FakeSecretManager]]:
    async with fake_secret_manager() as (fake, endpoint):
        adapter = SecretManagerSecrets("demo-ella", endpoint=endpoint)
        yield adapter, fake
        await adapter.close()


@pytest.fixture(params=["file", "secret manager"])
async def secrets(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Secrets]:
    if request.param == "file":
        yield in_file(tmp_path)
        return
    async with fake_secret_manager() as (_, endpoint):
        adapter = SecretManagerSecrets("demo-ella", endpoint=endpoint)
        yield adapter
        await adapter.close()


@pytest.mark.parametrize("value", [b"hunter2", b"", bytes(range(256)), b"x" * MAX_SECRET_BYTES], ids=len)
async def test_what_was_put_is_got(secrets: Secrets, value: bytes) -> None:
    assert (await secrets.put(NAME, value)).number == 1
    assert await secrets.get(NAME) == value


async def test_each_value_is_a_version_and_the_newest_is_meant(secrets: Secrets) -> None:
    put = [await secrets.put(NAME, value) for value in (b"one", b"two", b"three")]
    assert [version.number for version in put] == [1, 2, 3]
    assert await secrets.get(NAME) == b"three"
    assert [await secrets.get(NAME, number) for number in (1, 2, 3)] == [b"one", b"two", b"three"]
    assert await secrets.versions(NAME) == tuple(reversed(put))


async def test_what_is_not_there_is_not_found(secrets: Secrets) -> None:
    for version in (None, 1):
        with pytest.raises(NotFound) as missing:
            await secrets.get(NAME, version)
        assert missing.value.code == "secret_not_found"
    await secrets.put(NAME, b"one")
    with pytest.raises(NotFound):
        await secrets.get(NAME, 2)
    assert await secrets.versions("T_other") == ()


async def test_a_deleted_secret_is_gone_with_all_versions_and_deleting_twice_is_fine(secrets: Secrets) -> None:
    for value in (b"one", b"two"):
        await secrets.put(NAME, value)
    await secrets.put("T_other", b"stays")
    for _ in range(2):
        await secrets.delete(NAME)
    assert await secrets.versions(NAME) == ()
    with pytest.raises(NotFound):
        await secrets.get(NAME, 1)
    assert await secrets.get("T_other") == b"stays"


async def test_of_many_at_once_none_is_lost(secrets: Secrets) -> None:
    versions = await asyncio.gather(*(secrets.put(NAME, b"%d" % number) for number in range(12)))
    assert {version.number for version in versions} == set(range(1, 13))
    assert {await secrets.get(NAME, number) for number in range(1, 13)} == {b"%d" % number for number in range(12)}


async def test_a_value_that_is_too_large_is_refused(secrets: Secrets) -> None:
    with pytest.raises(PayloadTooLarge):
        await secrets.put(NAME, b"x" * (MAX_SECRET_BYTES + 1))
    assert await secrets.versions(NAME) == ()


@pytest.mark.parametrize(
    "name", ["", "T", "T_", "_a", "T_a/versions/1", "T_../U_a", "T_a b", "T_a\n", "T_" + "a" * 101]
)
async def test_what_can_be_no_name_is_refused(secrets: Secrets, name: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        await secrets.get(name)
    assert refused.value.code == "invalid_secret_name"


async def test_no_name_leads_from_one_tenants_secrets_to_anothers(secrets: Secrets) -> None:
    one, other = TenantSecrets(secrets, "T"), TenantSecrets(secrets, "U")
    await one.put("a", b"one")
    await other.put("a", b"other")
    assert (await one.get("a"), await other.get("a")) == (b"one", b"other")
    for name in ("U_a", "../U_a", "a_U"):
        with pytest.raises(InvalidInput):
            await one.get(name)
    await other.delete("a")
    assert len(await one.versions("a")) == 1


async def test_the_file_holds_no_secret_and_is_its_owners_alone(tmp_path: Path) -> None:
    await in_file(tmp_path).put(NAME, b"hunter2")
    [path] = (tmp_path / "kept").glob("*.json")
    assert b"hunter2" not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_versions_and_names_in_the_file_can_not_be_exchanged(tmp_path: Path) -> None:
    secrets = in_file(tmp_path)
    for name, value in ((NAME, b"one"), (NAME, b"two"), ("U_webhook-1", b"other")):
        await secrets.put(name, value)
    path = tmp_path / "kept" / "secrets.json"
    stored = json.loads(path.read_text())
    first, second = stored[NAME]
    first["sealed"], second["sealed"] = second["sealed"], first["sealed"]
    stored["U_webhook-1"][0]["sealed"] = first["sealed"]
    path.write_text(json.dumps(stored))
    for name in (NAME, "U_webhook-1"):
        with pytest.raises(Undecipherable):
            await secrets.get(name)


async def test_an_older_key_still_opens_the_file(tmp_path: Path) -> None:
    await in_file(tmp_path, Keyring({"old": b"o" * 32})).put(NAME, b"one")
    await in_file(tmp_path).put(NAME, b"two")
    assert [await in_file(tmp_path).get(NAME, number) for number in (1, 2)] == [b"one", b"two"]
    with pytest.raises(Undecipherable, match="'old'"):
        await in_file(tmp_path, Keyring({"new": b"n" * 32})).get(NAME, 1)


async def test_a_file_that_was_broken_is_left_as_it_is(tmp_path: Path) -> None:
    secrets = in_file(tmp_path)
    await secrets.put(NAME, b"one")
    path = tmp_path / "kept" / "secrets.json"
    path.write_text("{")
    for broken in (secrets.get(NAME), secrets.put(NAME, b"two"), secrets.delete(NAME)):
        with pytest.raises(DependencyUnavailable):
            await broken
    assert path.read_text() == "{"


async def test_secrets_in_the_cloud_are_named_after_their_tenant(
    google: tuple[SecretManagerSecrets, FakeSecretManager],
) -> None:
    secrets, fake = google
    await secrets.put(NAME, b"one")
    assert list(fake.secrets) == ["projects/demo-ella/secrets/ella_T_webhook-1"]
    fake.calls.clear()
    await secrets.put(NAME, b"two")
    assert fake.calls == ["AddSecretVersion"]


async def test_two_who_make_a_secret_at_once_both_succeed(
    google: tuple[SecretManagerSecrets, FakeSecretManager],
) -> None:
    secrets, fake = google
    fake.on_create = lambda name: fake.secrets.setdefault(name, []) and None
    assert (await secrets.put(NAME, b"one")).number == 1


async def test_a_version_destroyed_in_the_cloud_is_not_found(
    google: tuple[SecretManagerSecrets, FakeSecretManager],
) -> None:
    secrets, fake = google
    for value in (b"one", b"two"):
        await secrets.put(NAME, value)
    [versions] = fake.secrets.values()
    versions[0][0].state = resources.SecretVersion.State.DESTROYED
    with pytest.raises(NotFound):
        await secrets.get(NAME, 1)
    assert [version.number for version in await secrets.versions(NAME)] == [2]


async def test_a_value_damaged_on_its_way_is_never_returned(
    google: tuple[SecretManagerSecrets, FakeSecretManager],
) -> None:
    secrets, fake = google
    await secrets.put(NAME, b"one")
    fake.damages = True
    with pytest.raises(DependencyUnavailable, match="damaged"):
        await secrets.get(NAME)


async def test_a_secret_manager_that_is_not_there_is_a_dependency_that_is_down() -> None:
    secrets = SecretManagerSecrets("demo-ella", endpoint=f"127.0.0.1:{free_ports(['g'])['g']}", timeout=1)
    for call in (secrets.get(NAME), secrets.put(NAME, b"one"), secrets.versions(NAME), secrets.delete(NAME)):
        with pytest.raises(DependencyUnavailable):
            await call
    await secrets.close()

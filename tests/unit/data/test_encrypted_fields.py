from typing import ClassVar

import pytest

from shared.data import encrypted_fields
from shared.data.encrypted_fields import EncryptingRepository
from shared.data.encryption import Keyring, Undecipherable, key_id_of
from shared.data.repository import Entity
from tests.fixtures.attempts import unit
from tests.fixtures.stage import Stage

pytestmark = pytest.mark.anyio


class Account(Entity):
    login: str
    password: str | None


class AccountRepository(EncryptingRepository[Account]):
    collection: ClassVar[str] = "accounts"
    noun: ClassVar[str] = "account"
    model = Account
    encrypted = ("password",)


ACCOUNT = Account(id="A", login="ada", password="Sesam öffne dich")


def keys(monkeypatch: pytest.MonkeyPatch, *ids: str) -> None:
    ring = Keyring({each: each.encode() * 32 for each in ids})
    monkeypatch.setattr(encrypted_fields, "keyring", lambda: ring)


async def added(stage: Stage, account: Account = ACCOUNT, *, tenant: str = "T") -> str:
    work = unit(stage, tenant)
    AccountRepository(work).add(account)
    await work.commit()
    return f"tenants/{tenant}/accounts/{account.id}"


async def read(stage: Stage, tenant: str = "T", id: str = "A") -> Account:
    return await AccountRepository(unit(stage, tenant)).get(id)


async def stored(stage: Stage, path: str) -> str:
    return (await stage.document(path) or {})["password"]


async def test_the_store_sees_no_word_of_it_and_the_reader_all(stage: Stage) -> None:
    path = await added(stage)
    assert "Sesam" not in str(await stage.document(path))
    assert (await stage.document(path) or {})["login"] == "ada"
    assert await read(stage) == ACCOUNT


async def test_nothing_stays_nothing(stage: Stage) -> None:
    path = await added(stage, ACCOUNT.with_(password=None))
    assert await stored(stage, path) is None
    assert (await read(stage)).password is None


async def test_the_same_text_is_never_sealed_the_same_way(stage: Stage) -> None:
    paths = [await added(stage, ACCOUNT.with_(id=id)) for id in ("A", "B")]
    assert await stored(stage, paths[0]) != await stored(stage, paths[1])


@pytest.mark.parametrize(("tenant", "id"), [("U", "A"), ("T", "B")], ids=["another tenant", "another document"])
async def test_a_field_copied_elsewhere_does_not_open(stage: Stage, tenant: str, id: str) -> None:
    source = await added(stage)
    copy = await added(stage, ACCOUNT.with_(id=id), tenant=tenant)
    await stage.change(copy, password=await stored(stage, source))
    with pytest.raises(Undecipherable):
        await read(stage, tenant, id)


async def test_saving_moves_a_field_to_the_current_key(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    keys(monkeypatch, "a")
    path = await added(stage)
    keys(monkeypatch, "b", "a")
    work = unit(stage, "T")
    accounts = AccountRepository(work)
    accounts.save(await accounts.get("A"))
    assert key_id_of(await stored(stage, path)) == "a"
    await work.commit()
    assert key_id_of(await stored(stage, path)) == "b"
    keys(monkeypatch, "b")
    assert await read(stage) == ACCOUNT

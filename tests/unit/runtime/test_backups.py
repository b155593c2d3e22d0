"""What is encrypted stays so in a backup, and opens in the tenant that it was restored to."""

import pytest

from shared.data.encryption import SEAL_ENTROPY, Keyring, Undecipherable, seal, unseal
from shared.runtime import backups
from shared.runtime.backups import comparable_line, copied_document

BEFORE, AFTER = "AAAAAAAAAAAAAAAAAAAA", "BBBBBBBBBBBBBBBBBBBB"
KEYS = Keyring({"k": b"k" * 32})
PLACE = f"tenants/{BEFORE}/accounts/1#number".encode()


@pytest.fixture(autouse=True)
def _encrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "keyring", lambda: KEYS)
    monkeypatch.setattr(backups, "sealed_fields", lambda: {"accounts": ("number",)})


def test_a_sealed_field_is_sealed_for_its_new_place() -> None:
    data = {"id": "1", "number": seal(KEYS, b"DE89", PLACE, bytes(SEAL_ENTROPY)), "tenantId": BEFORE}
    path, copy = copied_document("accounts/1", data, BEFORE, AFTER)
    place = f"tenants/{AFTER}/accounts/1#number".encode()
    assert unseal(KEYS, copy["number"], place) == b"DE89"
    with pytest.raises(Undecipherable):
        unseal(KEYS, data["number"], place)
    assert comparable_line(BEFORE, "accounts/1", data) == comparable_line(AFTER, path, copy)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.data.encryption import (
    REWRAP_ENTROPY,
    SEAL_ENTROPY,
    Keyring,
    Undecipherable,
    key_id_of,
    rewrap,
    seal,
    unseal,
)
from shared.errors import InternalError

OLD, NEW = Keyring({"old": b"o" * 32}), Keyring({"new": b"n" * 32, "old": b"o" * 32})
PLACE = b"tenants/T/webhooks/W#secret"
ENTROPY = bytes(range(SEAL_ENTROPY))


@given(st.binary(max_size=1_000), st.binary(max_size=100), st.binary(min_size=SEAL_ENTROPY, max_size=SEAL_ENTROPY))
def test_what_was_sealed_opens_where_it_belongs(plain: bytes, place: bytes, entropy: bytes) -> None:
    assert unseal(OLD, seal(OLD, plain, place, entropy), place) == plain


@given(st.data())
def test_any_changed_character_is_found(data: st.DataObject) -> None:
    sealed = seal(OLD, b"a secret", PLACE, ENTROPY)
    at = data.draw(st.integers(0, len(sealed) - 1))
    other = data.draw(st.characters(codec="ascii").filter(lambda character: character != sealed[at]))
    with pytest.raises(Undecipherable):
        unseal(OLD, sealed[:at] + other + sealed[at + 1 :], PLACE)


@pytest.mark.parametrize("text", ["", "plain", "ella1.old.a", "ella1.old..", "ella2.old.AAAA.AAAA", "ella1.old.ä.ö"])
def test_what_was_never_sealed_is_said_to_be_none(text: str) -> None:
    with pytest.raises(Undecipherable):
        unseal(OLD, text, PLACE)


@pytest.mark.parametrize(
    "place", [b"tenants/U/webhooks/W#secret", b"tenants/T/webhooks/V#secret", b"tenants/T/webhooks/W#other", b""]
)
def test_it_opens_in_no_other_tenant_document_or_field(place: bytes) -> None:
    with pytest.raises(Undecipherable):
        unseal(OLD, seal(OLD, b"a secret", PLACE, ENTROPY), place)


def test_parts_of_two_sealed_values_do_not_fit_together() -> None:
    one = seal(OLD, b"one", PLACE, ENTROPY).split(".")
    other = seal(OLD, b"two", PLACE, ENTROPY[::-1]).split(".")
    with pytest.raises(Undecipherable):
        unseal(OLD, ".".join((*one[:3], other[3])), PLACE)


def test_a_new_key_seals_and_the_old_one_still_opens() -> None:
    sealed = seal(OLD, b"a secret", PLACE, ENTROPY)
    assert unseal(NEW, sealed, PLACE) == b"a secret"
    assert key_id_of(seal(NEW, b"a secret", PLACE, ENTROPY)) == "new"


def test_what_is_wrapped_anew_needs_the_old_key_no_more() -> None:
    sealed = seal(OLD, b"a secret", PLACE, ENTROPY)
    moved = rewrap(NEW, sealed, PLACE, b"r" * REWRAP_ENTROPY)
    assert (key_id_of(sealed), key_id_of(moved)) == ("old", "new")
    assert unseal(Keyring({"new": b"n" * 32}), moved, PLACE) == b"a secret"
    assert moved.split(".")[3] == sealed.split(".")[3]  # the content was never encrypted again


def test_a_key_that_is_gone_is_named() -> None:
    with pytest.raises(Undecipherable, match="'old'"):
        unseal(Keyring({"new": b"n" * 32}), seal(OLD, b"a secret", PLACE, ENTROPY), PLACE)


def test_another_key_of_the_same_id_opens_nothing() -> None:
    with pytest.raises(Undecipherable):
        unseal(Keyring({"old": b"x" * 32}), seal(OLD, b"a secret", PLACE, ENTROPY), PLACE)


def test_without_a_key_nothing_is_sealed() -> None:
    with pytest.raises(InternalError, match="ELLA_ENCRYPTION_KEYS"):
        seal(Keyring({}), b"a secret", PLACE, ENTROPY)


def test_too_little_randomness_is_refused() -> None:
    with pytest.raises(ValueError, match="random"):
        seal(OLD, b"a secret", PLACE, b"short")
    with pytest.raises(ValueError, match="random"):
        rewrap(OLD, seal(OLD, b"a secret", PLACE, ENTROPY), PLACE, b"short")


def test_keys_are_not_shown() -> None:
    assert "oooo" not in repr(OLD)

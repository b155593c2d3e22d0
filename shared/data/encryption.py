"""Envelope encryption, pure: a value under a key of its own, and that key under one of the configured keys.

Both are AES-256-GCM. A sealed value names the key it needs, and opens only beside the associated data it was sealed
with, which says where it belongs. Randomness is given by the caller.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.errors import InternalError

KEY_BYTES = 32
NONCE_BYTES = 12
SEAL_ENTROPY = KEY_BYTES + 2 * NONCE_BYTES
REWRAP_ENTROPY = NONCE_BYTES
_FORMAT = "ella1"


class Undecipherable(InternalError):
    """A sealed value was changed, belongs elsewhere, or needs a key that is not configured."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """Keys by their ids, the first seals and all of them open; none is configured where there is none."""

    keys: Mapping[str, bytes] = field(repr=False)

    @property
    def current(self) -> str:
        """The id of the key that seals; raise InternalError without one."""
        for key_id in self.keys:
            return key_id
        raise InternalError("no encryption key is configured; set ELLA_ENCRYPTION_KEYS")

    def key(self, key_id: str) -> bytes:
        """Return a key; raise Undecipherable for one that is not configured."""
        if key_id not in self.keys:
            raise Undecipherable(f"the encryption key {key_id!r} is not configured")
        return self.keys[key_id]


def seal(keyring: Keyring, plain: bytes, associated: bytes, entropy: bytes) -> str:
    """Return a value sealed with the current key; `entropy` is `SEAL_ENTROPY` random bytes, never used again."""
    if len(entropy) != SEAL_ENTROPY:
        raise ValueError(f"sealing takes {SEAL_ENTROPY} random bytes")
    own_key, nonce, wrapping_nonce = entropy[:KEY_BYTES], entropy[KEY_BYTES:-NONCE_BYTES], entropy[-NONCE_BYTES:]
    sealed = nonce + _encrypted(own_key, nonce, plain, _place(associated))
    return _wrapped(keyring, own_key, sealed, associated, wrapping_nonce)


def unseal(keyring: Keyring, sealed: str, associated: bytes) -> bytes:
    """Return what was sealed with the same associated data; raise Undecipherable."""
    own_key, content = _opened(keyring, sealed, associated)
    return _decrypted(own_key, content, _place(associated))


def rewrap(keyring: Keyring, sealed: str, associated: bytes, entropy: bytes) -> str:
    """Return a value as one of the current key, its content as it was; `entropy` is `REWRAP_ENTROPY` random bytes."""
    if len(entropy) != REWRAP_ENTROPY:
        raise ValueError(f"wrapping anew takes {REWRAP_ENTROPY} random bytes")
    own_key, content = _opened(keyring, sealed, associated)
    return _wrapped(keyring, own_key, content, associated, entropy)


def key_id_of(sealed: str) -> str:
    """Return the id of the key that a sealed value needs; raise Undecipherable for what is no sealed value."""
    return _parts(sealed)[0]


def _wrapped(keyring: Keyring, own_key: bytes, content: bytes, associated: bytes, nonce: bytes) -> str:
    key_id = keyring.current
    wrapped = nonce + _encrypted(keyring.key(key_id), nonce, own_key, _place(associated, key_id))
    return ".".join((_FORMAT, key_id, _encoded(wrapped), _encoded(content)))


def _opened(keyring: Keyring, sealed: str, associated: bytes) -> tuple[bytes, bytes]:
    key_id, wrapped, content = _parts(sealed)
    return _decrypted(keyring.key(key_id), wrapped, _place(associated, key_id)), content


def _place(associated: bytes, key_id: str = "") -> bytes:
    return b"\x00".join((_FORMAT.encode(), key_id.encode(), associated))


def _encrypted(key: bytes, nonce: bytes, plain: bytes, associated: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key).encrypt(nonce, plain, associated)


def _decrypted(key: bytes, sealed: bytes, associated: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], associated)
    except (InvalidTag, ValueError) as error:
        raise Undecipherable("a sealed value was changed, or belongs elsewhere") from error


def _parts(sealed: str) -> tuple[str, bytes, bytes]:
    parts = sealed.split(".")
    if len(parts) != 4 or parts[0] != _FORMAT:
        raise Undecipherable("that is no sealed value")
    return parts[1], _decoded(parts[2]), _decoded(parts[3])


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    """Return the bytes of a text that encodes them in the one way we do."""
    try:
        raw = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (binascii.Error, UnicodeEncodeError) as error:
        raise Undecipherable("that is no sealed value") from error
    if _encoded(raw) != text:
        raise Undecipherable("that is no sealed value")
    return raw

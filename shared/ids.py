"""Random identifiers, and sequences of them that can be replayed."""

import hashlib
import secrets

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_LENGTH = 20


def new_seed() -> bytes:
    """Return the seed of one request's identifiers."""
    return secrets.token_bytes(16)


class IdSequence:
    """Identifiers of 20 characters (119 bits) that a re-run of the same request meets again, in order.

    Never sequential in themselves: sequential document ids make Firestore hot spots.
    """

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        self._count = 0

    def next(self) -> str:
        """Return the next identifier."""
        self._count += 1
        digest = hashlib.blake2b(self._count.to_bytes(8, "big"), key=self._seed, digest_size=32).digest()
        number = int.from_bytes(digest, "big")
        letters: list[str] = []
        for _ in range(_LENGTH):
            number, rest = divmod(number, len(_ALPHABET))
            letters.append(_ALPHABET[rest])
        return "".join(letters)


def new_id() -> str:
    """Return one fresh identifier."""
    return IdSequence(new_seed()).next()


def token_secret() -> str:
    """Return a URL-safe secret of 192 bits for links and keys."""
    return secrets.token_urlsafe(24)


def hash_secret(secret: str) -> str:
    """Return the SHA-256 (hex) under which a high-entropy secret is stored."""
    return hashlib.sha256(secret.encode()).hexdigest()

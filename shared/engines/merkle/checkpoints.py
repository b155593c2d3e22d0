"""Checkpoints (C2SP tlog-checkpoint) as signed notes (C2SP signed-note) with Ed25519.

A checkpoint is three lines: the log's origin, the tree's size, its root in base64. A signature's line names its key and
begins with the key's id, so that a reader with the verifier key needs nothing else.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ED25519 = b"\x01"
_DASH = "\u2014"
_ID_BYTES = 4


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of a log: its name, how many entries it has, and the root over them."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The three lines."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Read the lines; raise ValueError for anything else. Lines after the third are extensions."""
        lines = text.split("\n")
        if len(lines) < 4 or lines[-1] or not lines[0]:
            raise ValueError("that is no checkpoint")
        size = lines[1]
        if not (size.isascii() and size.isdigit()) or (len(size) > 1 and size.startswith("0")):
            raise ValueError("the size of a checkpoint is a decimal number")
        root = _unbase64(lines[2])
        if len(root) != hashlib.sha256().digest_size:
            raise ValueError("the root of a checkpoint is a SHA-256")
        return cls(lines[0], int(size), root)


@dataclass(frozen=True, slots=True)
class Signer:
    """A name and an Ed25519 seed of 32 bytes."""

    name: str
    seed: bytes

    def sign(self, text: str) -> str:
        """Return a note: the text, which ends with a newline, an empty line and the signature's."""
        key = Ed25519PrivateKey.from_private_bytes(self.seed)
        signature = key.sign(text.encode())
        signed = base64.b64encode(_key_id(self.name, _public_bytes(key.public_key())) + signature).decode()
        return f"{text}\n{_DASH} {self.name} {signed}\n"

    @property
    def verifier_key(self) -> str:
        """The key that checks what this signs, as text: `<name>+<id>+<key>`."""
        public = _public_bytes(Ed25519PrivateKey.from_private_bytes(self.seed).public_key())
        return f"{self.name}+{_key_id(self.name, public).hex()}+{base64.b64encode(_ED25519 + public).decode()}"


def opened(note: str, verifier_key: str) -> str:
    """Return a note's text once its signature by the key holds; raise ValueError otherwise."""
    name, key_id, public = _verifier(verifier_key)
    text, separator, signatures = note.rpartition("\n\n")
    if not separator or not signatures.endswith("\n"):
        raise ValueError("that is no signed note")
    text += "\n"
    for line in signatures.splitlines():
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != _DASH:
            raise ValueError("a signature's line is malformed")
        signed = _unbase64(parts[2])
        if parts[1] == name and signed[:_ID_BYTES] == key_id:
            try:
                public.verify(signed[_ID_BYTES:], text.encode())
            except InvalidSignature as error:
                raise ValueError("the signature does not hold") from error
            return text
    raise ValueError("the note is not signed by this key")


def _verifier(text: str) -> tuple[str, bytes, Ed25519PublicKey]:
    name, _, rest = text.strip().partition("+")
    id_text, _, key_text = rest.partition("+")
    key = _unbase64(key_text)
    if not name or key[:1] != _ED25519 or len(key) != 33 or _key_id(name, key[1:]).hex() != id_text:
        raise ValueError("that is no verifier key: <name>+<id>+<key>")
    return name, bytes.fromhex(id_text), Ed25519PublicKey.from_public_bytes(key[1:])


def _key_id(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:_ID_BYTES]


def _public_bytes(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def _unbase64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("that is not base64") from error

"""A score bundle is a ZIP archive: its parts, a manifest with the SHA-256 of each, and a seal over every byte.

The seal is a signed note (C2SP) that lies in the archive's comment. It names the SHA-256 of the archive as it is
without a comment, and that of the manifest.
"""

import hashlib
from datetime import datetime
from typing import Any

import rfc8785

from shared.engines.merkle.checkpoints import Signer
from shared.engines.zip_stream import ZipStream

BUNDLE_TYPE = "ella score bundle"
MANIFEST = "manifest.json"
VERSION = 1


class BundleWriter:
    """Add parts one after the other, then close; each call returns the archive's next bytes."""

    def __init__(self, at: datetime) -> None:
        self._archive = ZipStream(at)
        self._sha256 = hashlib.sha256()
        self._files: list[dict[str, Any]] = []

    def add(self, path: str, content: bytes) -> bytes:
        """Add a part."""
        self._files.append({"path": path, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)})
        return self._counted(self._written(path, content))

    def close(self, facts: dict[str, Any], signer: Signer) -> bytes:
        """Write the manifest with some facts, JSON values, and the seal."""
        head = {"type": BUNDLE_TYPE, "version": VERSION, "verifierKey": signer.verifier_key}
        manifest = rfc8785.dumps({**facts, **head, "files": self._files})
        last = self._written(MANIFEST, manifest) + self._archive.close()
        self._sha256.update(last)
        sealed = {"archive": self._sha256.hexdigest(), "manifest": hashlib.sha256(manifest).hexdigest()}
        seal = signer.sign(seal_text(sealed)).encode()
        return last[:-2] + len(seal).to_bytes(2, "little") + seal

    def _written(self, path: str, content: bytes) -> bytes:
        return self._archive.begin(path) + self._archive.write(content) + self._archive.end()

    def _counted(self, piece: bytes) -> bytes:
        self._sha256.update(piece)
        return piece


def seal_text(sealed: dict[str, str]) -> str:
    """Return what is signed: a title, and what is sealed in canonical JSON."""
    return f"{BUNDLE_TYPE}\n{rfc8785.dumps(dict(sealed)).decode()}\n"

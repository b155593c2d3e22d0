"""Open a score bundle: whatever was changed, removed, added or moved is found, and where."""

import base64
import hashlib
import io
import json
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast
from zipfile import BadZipFile, ZipFile

import rfc8785

from shared.engines.merkle.checkpoints import opened
from shared.engines.score_bundles.writing import BUNDLE_TYPE, MANIFEST, VERSION, seal_text

MAX_OPENED_BYTES = 1024 * 1024 * 1024

_UNREADABLE = (
    *(ValueError, KeyError, TypeError, AttributeError, BadZipFile, zlib.error, struct.error),
    *(EOFError, OSError, RuntimeError, OverflowError),
)
"""What reading an archive that somebody has changed may raise."""

_END = b"PK\x05\x06"
_END_BYTES = 22


@dataclass(slots=True)
class Bundle:
    """What a bundle holds, and what is wrong with it; nothing of it is to be believed where there are problems."""

    manifest: dict[str, Any] = field(default_factory=dict[str, Any])
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])
    verifier_key: str = ""
    problems: list[str] = field(default_factory=list[str])

    def json(self, path: str) -> Any:
        """Return a part's JSON value; raise ValueError where it is missing or no canonical JSON."""
        if path not in self.files:
            raise ValueError(f"{path} is missing")
        value: Any = json.loads(self.files[path])
        if rfc8785.dumps(value) != self.files[path]:
            raise ValueError(f"{path} is not in canonical form")
        return value


def open_bundle(content: bytes, verifier_key: str | None = None) -> Bundle:
    """Open a bundle and check it by a key, or by the one it names itself."""
    bundle = Bundle()
    try:
        archive, seal = _unsealed(content)
        with ZipFile(io.BytesIO(archive)) as parts:
            names = [each.filename for each in parts.infolist()]
            if sum(each.file_size for each in parts.infolist()) > MAX_OPENED_BYTES:
                raise ValueError(f"it holds more than {MAX_OPENED_BYTES} bytes")
            bundle.manifest = _manifest(parts.read(MANIFEST) if MANIFEST in names else b"")
            bundle.verifier_key = verifier_key or str(bundle.manifest["verifierKey"])
            bundle.problems += _problems_of_parts(bundle, parts, names)
        bundle.problems += _problems_of_seal(bundle, archive, seal)
    except _UNREADABLE as error:
        bundle.problems.append(f"it can't be read as a score bundle: {error}")
    return bundle


def _unsealed(content: bytes) -> tuple[bytes, str]:
    """Return the archive as it was before it was sealed, and the seal."""
    end = content.rfind(_END)
    seal = content[end + _END_BYTES :]
    if end < 0 or int.from_bytes(content[end + 20 : end + _END_BYTES], "little") != len(seal) or not seal:
        raise ValueError("there is no seal at its end")
    return content[: end + 20] + b"\x00\x00", seal.decode()


def _manifest(content: bytes) -> dict[str, Any]:
    value: Any = json.loads(content)
    if not isinstance(value, dict):
        raise ValueError(f"{MANIFEST} is no JSON object")
    manifest = cast("dict[str, Any]", value)
    if (manifest.get("type"), manifest.get("version")) != (BUNDLE_TYPE, VERSION):
        raise ValueError(f"{MANIFEST} is not that of a score bundle of version {VERSION}")
    if rfc8785.dumps(manifest) != content:
        raise ValueError(f"{MANIFEST} is not in canonical form")
    return manifest


def _problems_of_parts(bundle: Bundle, parts: ZipFile, names: list[str]) -> Iterator[str]:
    listed = {str(each["path"]): each for each in bundle.manifest["files"]}
    for name in names:
        if name != MANIFEST and name not in listed:
            yield f"{name}: the manifest does not list it"
        if names.count(name) > 1:
            yield f"{name}: it is there more than once"
    for path, entry in listed.items():
        if path not in names:
            yield f"{path}: it is missing"
            continue
        try:
            content = parts.read(path)
        except _UNREADABLE as error:
            yield f"{path}: it can't be read: {error}"
            continue
        bundle.files[path] = content
        if (hashlib.sha256(content).hexdigest(), len(content)) != (entry["sha256"], entry["size"]):
            yield f"{path}: it is not what the manifest lists"
    there = [name for name in names if name in listed]
    if set(there) == set(listed) and there != list(listed):
        yield "the parts are not in the manifest's order"


def _problems_of_seal(bundle: Bundle, archive: bytes, seal: str) -> Iterator[str]:
    manifest = hashlib.sha256(rfc8785.dumps(bundle.manifest)).hexdigest()
    whole = {"archive": hashlib.sha256(archive).hexdigest(), "manifest": manifest}
    try:
        text = opened(seal, bundle.verifier_key)
    except ValueError as error:
        yield f"the seal: {error}"
        return
    if text != seal_text(whole):
        yield "the seal is that of another archive"
    head, _, signature = seal.removesuffix("\n").rpartition(" ")
    if f"{head} {base64.b64encode(base64.b64decode(signature)).decode()}\n" != seal or head.count("\n") != 3:
        yield "the seal is not in canonical form"

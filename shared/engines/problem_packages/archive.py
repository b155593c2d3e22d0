"""The files of a ZIP archive that anybody may have made: bounded, and none outside the package's folder."""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shared.engines.problem_packages.findings import Findings
from shared.ports.sandbox import MIB

_ENTRY_SIGNATURE = b"PK\x01\x02"
_READ_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,  # UnicodeDecodeError among them
    OverflowError,
    NotImplementedError,
    RuntimeError,
    LookupError,
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_TAKEN_NAME = re.compile(r"[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,254}")
_RUBBISH = "__MACOSX"


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """What an archive may unpack to."""

    entries: int = 5_000
    file_bytes: int = 50 * MIB
    total_bytes: int = 128 * MIB
    path_characters: int = 512


LIMITS = ArchiveLimits()


@dataclass(frozen=True, slots=True)
class Archive:
    """The name of the single top folder, empty without one, and the files by their paths below it."""

    name: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])


def read_archive(data: bytes, findings: Findings, limits: ArchiveLimits = LIMITS) -> Archive:
    """Return the files of an archive; what is refused is among the findings and not read."""
    # Each entry of the directory costs far more memory than its 46 bytes: count before it is read.
    if data.count(_ENTRY_SIGNATURE) > 2 * limits.entries:
        findings.error("", f"the archive has more than {limits.entries} entries")
        return Archive()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive, findings, limits)
    except _READ_ERRORS as error:
        findings.error("", f"this is no ZIP archive that can be read: {error}")
        return Archive()


def _read(archive: zipfile.ZipFile, findings: Findings, limits: ArchiveLimits) -> Archive:
    entries = archive.infolist()
    if len(entries) > limits.entries:
        findings.error("", f"the archive has {len(entries)} entries, at most {limits.entries} are taken")
        return Archive()
    files = [entry for entry in entries if _is_file(entry, findings, limits)]
    total = sum(entry.file_size for entry in files)
    if total > limits.total_bytes:
        findings.error("", f"the archive unpacks to {total} bytes, at most {limits.total_bytes} are taken")
    _refuse_collisions([entry.filename for entry in files], findings)
    if findings.refused:
        return Archive()
    top = _top_folder([entry.filename for entry in files])
    content: dict[str, bytes] = {}
    for entry in files:
        path = entry.filename.removeprefix(top)
        if _is_taken(path, findings):
            content[path] = _content(archive, entry, findings)
    return Archive(top.rstrip("/"), content)


def _is_file(entry: zipfile.ZipInfo, findings: Findings, limits: ArchiveLimits) -> bool:
    """Tell whether an entry is a file to read; say why when it must not be."""
    name = entry.orig_filename
    shown = ascii(name[: limits.path_characters])[1:-1]
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if len(name) > limits.path_characters:
        findings.error(shown, f"paths take at most {limits.path_characters} characters")
    elif "\x00" in name or "\\" in name or name.startswith("/") or re.match(r"[a-zA-Z]:", name):
        findings.error(shown, "paths are relative, with / between folders")
    elif ".." in name.split("/"):
        findings.error(shown, "the path leads out of the package")
    elif kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        findings.error(shown, "only files are taken: put a copy where a link is")
    elif entry.is_dir():
        return False
    elif entry.flag_bits & _ENCRYPTED:
        findings.error(shown, "the file is encrypted")
    elif entry.compress_type not in _METHODS:
        findings.error(shown, "files are stored or deflated; other methods of compression are not read")
    elif entry.file_size > limits.file_bytes:
        findings.error(shown, f"the file takes {entry.file_size} bytes, at most {limits.file_bytes} are taken")
    else:
        return True
    return False


def _refuse_collisions(names: Sequence[str], findings: Findings) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            findings.error(name, "two entries have this path")
        seen.add(name)
    folders = {folder for name in seen for folder in _folders(name)}
    for name in sorted(seen & folders):
        findings.error(name, "this is a file and a folder at once")


def _folders(path: str) -> list[str]:
    parts = path.split("/")[:-1]
    return ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]


def _top_folder(names: Sequence[str]) -> str:
    """Return the one folder that holds everything, with its slash; empty when the package lies bare."""
    tops = {name.partition("/")[0] for name in names if name.partition("/")[0] != _RUBBISH}
    bare = any("/" not in name for name in names)
    return f"{tops.pop()}/" if len(tops) == 1 and not bare else ""


def _is_taken(path: str, findings: Findings) -> bool:
    """Tell whether the format knows files of this name; hidden ones are passed over silently."""
    parts = path.split("/")
    if parts[0] == _RUBBISH or any(part.startswith((".", "-")) for part in parts):
        return False
    if all(_TAKEN_NAME.fullmatch(part) for part in parts):
        return True
    findings.warning(ascii(path)[1:-1], "passed over: names have letters, digits, dots, dashes and underscores only")
    return False


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, findings: Findings) -> bytes:
    try:
        with archive.open(entry) as stream:
            # The number is what bounds unpacking: without it a whole chunk is inflated before it is cut off.
            return stream.read(entry.file_size + 1)
    except _READ_ERRORS as error:
        findings.error(entry.filename, f"the file can't be unpacked: {error}")
        return b""

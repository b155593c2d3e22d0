"""Unpacking what a sandbox has made."""

import io
import os
import tarfile
from pathlib import Path

import pytest

from shared.adapters.bubblewrap.prepared import unpack


def archive(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as tar:
        for info, content in members:
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return whole.getvalue()


def file(name: str, mode: int = 0o600) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.mode, info.mtime = mode, 1_000_000
    return info


def special(name: str, kind: bytes) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, "/etc/passwd"
    return info


def test_files_and_folders_are_there_for_everybody_with_their_times(tmp_path: Path) -> None:
    place = tmp_path / "cache" / "c-1"
    umask = os.umask(0o077)
    try:
        unpack(archive((file("a/b/header"), b"precompiled"), (file("tool", 0o700), b"")), place)
    finally:
        os.umask(umask)
    assert (place / "a/b/header").read_bytes() == b"precompiled"
    assert (place / "a/b/header").stat().st_mtime == 1_000_000
    modes = {path.relative_to(tmp_path).as_posix(): path.stat().st_mode & 0o777 for path in tmp_path.rglob("*")}
    assert modes == {
        "cache": 0o755,
        "cache/c-1": 0o755,
        "cache/c-1/a": 0o755,
        "cache/c-1/a/b": 0o755,
        "cache/c-1/a/b/header": 0o644,
        "cache/c-1/tool": 0o755,
    }


@pytest.mark.parametrize(
    "content",
    [
        archive((file("../outside"), b"x")),
        archive((file("/etc/outside"), b"x")),
        archive((file("a/../../outside"), b"x")),
        archive((special("link", tarfile.SYMTYPE), b"")),
        archive((special("link", tarfile.LNKTYPE), b"")),
        archive((special("device", tarfile.CHRTYPE), b"")),
        archive((special("pipe", tarfile.FIFOTYPE), b"")),
        b"no archive",
    ],
    ids=["outside", "absolute", "outside-again", "link", "hard-link", "device", "pipe", "no-archive"],
)
def test_anything_else_is_refused_as_a_whole(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "cache" / "c-1"
    with pytest.raises(ValueError, match="what was prepared"):
        unpack(content, place)
    assert list(place.parent.iterdir()) == []
    assert list(tmp_path.iterdir()) == [place.parent]


def test_who_comes_second_keeps_what_is_there(tmp_path: Path) -> None:
    unpack(archive((file("x"), b"first")), tmp_path / "c-1")
    unpack(archive((file("x"), b"second")), tmp_path / "c-1")
    assert (tmp_path / "c-1/x").read_bytes() == b"first"
    assert [path.name for path in tmp_path.iterdir()] == ["c-1"]

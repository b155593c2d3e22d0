"""What a toolchain needs and a sandbox has made for it once: archives, unpacked into the cache folder."""

import errno
import io
import os
import shutil
import tarfile
import tempfile
from pathlib import Path, PurePosixPath


def unpack(archive: bytes, place: Path) -> None:
    """Make a folder of a tar archive that is there as a whole or not at all; raise ValueError or OSError.

    Plain files and folders only, whose times stay: compilers compare them. Whoever else makes it meanwhile may win.
    """
    if not place.parent.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.parent.chmod(0o755)  # slots have users of their own
    half = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    try:
        _extract(archive, half)
        for folder, _, _ in os.walk(half):
            os.chmod(folder, 0o755)  # noqa: S103
        half.rename(place)
    except tarfile.TarError as error:
        raise ValueError(f"what was prepared is no tar archive: {error}") from error
    except OSError as error:
        if error.errno not in (errno.EEXIST, errno.ENOTEMPTY):
            raise
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _extract(archive: bytes, folder: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:") as tar:
        for member in tar:
            path = folder / _safe(member.name)
            if member.isdir():
                path.mkdir(parents=True, exist_ok=True)
                continue
            content = tar.extractfile(member) if member.isreg() else None
            if content is None:
                raise ValueError(f"what was prepared holds {member.name!r}, which is no plain file")
            path.parent.mkdir(parents=True, exist_ok=True)
            with content, path.open("xb") as file:
                shutil.copyfileobj(content, file)
            path.chmod(0o755 if member.mode & 0o100 else 0o644)
            os.utime(path, (member.mtime, member.mtime))


def _safe(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise ValueError(f"what was prepared holds {name!r}, which lies outside")
    return path

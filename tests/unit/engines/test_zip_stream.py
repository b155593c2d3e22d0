import io
import zipfile
from datetime import UTC, datetime

from shared.engines.zip_stream import ZipStream

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FILES = {"a.json": [b"[", b"1]"], "files/ü.bin": [b"x" * 100_000, b"", b"y" * 100_000], "empty": []}


def archived() -> list[bytes]:
    archive = ZipStream(AT)
    pieces: list[bytes] = []
    for name, contents in FILES.items():
        pieces += [archive.begin(name), *(archive.write(each) for each in contents), archive.end()]
    return [*pieces, archive.close()]


def test_any_reader_finds_every_file_whole() -> None:
    with zipfile.ZipFile(io.BytesIO(b"".join(archived()))) as read:
        assert read.testzip() is None
        assert {name: read.read(name) for name in read.namelist()} == {n: b"".join(c) for n, c in FILES.items()}


def test_no_piece_comes_twice_and_the_same_files_are_the_same_archive() -> None:
    assert archived() == archived()

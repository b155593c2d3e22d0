import io
import stat
import struct
import zipfile

import pytest

from shared.engines.problem_packages.archive import Archive, ArchiveLimits, read_archive
from shared.engines.problem_packages.findings import MAX_FINDINGS, Findings
from tests.fixtures.archives import archive


def read(data: bytes, limits: ArchiveLimits | None = None) -> tuple[Archive, tuple[str, ...]]:
    findings = Findings()
    found = read_archive(data, findings, limits or ArchiveLimits())
    return found, tuple(f"{finding.path}: {finding.message}" for finding in findings.listed())


def with_entry(name: str, mode: int = 0, data: bytes = b"x", flags: int = 0) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as writing:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        writing.writestr(entry, data)
    raw = bytearray(packed.getvalue())
    central = raw.index(b"PK\x01\x02")
    raw[central + 8] |= flags
    return bytes(raw)


def test_the_files_of_one_top_folder_are_named_below_it() -> None:
    found, problems = read(archive({"hello/problem.yaml": b"name: x", "hello/data/1.in": b"1", "__MACOSX/._x": b""}))
    assert found == Archive("hello", {"problem.yaml": b"name: x", "data/1.in": b"1"})
    assert problems == ()


def test_a_package_may_lie_bare_in_its_archive() -> None:
    found, _ = read(archive({"problem.yaml": b"", "data/1.in": b"1"}))
    assert found == Archive("", {"problem.yaml": b"", "data/1.in": b"1"})


def test_hidden_files_are_passed_over_and_other_strange_names_are_told() -> None:
    files = {"p/problem.yaml": b"", "p/.git/config": b"", "p/-x": b"", "p/a b.txt": b"", "p/\u00e9.in": b""}
    found, problems = read(archive(files))
    assert list(found.files) == ["problem.yaml"]
    assert [problem.partition(":")[0] for problem in problems] == ["a b.txt", "\\xe9.in"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("/etc/passwd", "relative"),
        ("p/../../x", "leads out"),
        ("..", "leads out"),
        ("p\\x", "relative"),
        ("C:/x", "relative"),
        ("p/" + "d/" * 300 + "x", "at most 512 characters"),
    ],
)
def test_paths_that_lead_elsewhere_are_refused(name: str, message: str) -> None:
    found, problems = read(with_entry(name))
    assert found.files == {}
    assert message in problems[0]


@pytest.mark.parametrize("mode", [stat.S_IFLNK | 0o777, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_are_refused(mode: int) -> None:
    found, problems = read(with_entry("p/link", mode, b"/etc/passwd"))
    assert found.files == {}
    assert problems == ("p/link: only files are taken: put a copy where a link is",)


def test_encrypted_files_are_refused() -> None:
    assert read(with_entry("p/x", flags=1))[1] == ("p/x: the file is encrypted",)


def test_methods_that_need_much_memory_are_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as writing:
        writing.writestr("p/x", b"x" * 1000)
    assert "other methods of compression" in read(packed.getvalue())[1][0]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_entries_of_one_path_are_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as writing:
        for name in ("p/x", "p/x", "p/y", "p/y/z"):
            writing.writestr(name, b"")
    assert read(packed.getvalue())[1] == (
        "p/x: two entries have this path",
        "p/y: this is a file and a folder at once",
    )


def test_a_bomb_that_says_its_size_is_refused_unread() -> None:
    bomb = archive({f"p/{number}": b"\x00" * 1_000_000 for number in range(5)})
    assert len(bomb) < 10_000
    found, problems = read(bomb, ArchiveLimits(total_bytes=4_000_000))
    assert found.files == {}
    assert problems == (": the archive unpacks to 5000000 bytes, at most 4000000 are taken",)
    assert "at most 999999 are taken" in read(bomb, ArchiveLimits(file_bytes=999_999))[1][0]


def test_a_bomb_that_hides_its_size_is_cut_off_and_refused() -> None:
    bomb = bytearray(archive({"p/x": b"\x00" * 10_000_000}))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        struct.pack_into("<I", bomb, bomb.index(signature) + offset, 10)
    found, problems = read(bytes(bomb))
    assert found.files == {"x": b""}
    assert "p/x: the file can't be unpacked" in problems[0]


def test_too_many_entries_are_refused() -> None:
    many = archive({f"p/{number}": b"" for number in range(30)})
    assert "30 entries" in read(many, ArchiveLimits(entries=20))[1][0]
    assert "more than 10 entries" in read(many, ArchiveLimits(entries=10))[1][0]


def test_findings_are_bounded() -> None:
    _, problems = read(archive({f"p/a b{number}": b"" for number in range(MAX_FINDINGS + 50)}))
    assert len(problems) == MAX_FINDINGS


def test_a_damaged_file_is_told() -> None:
    data = bytearray(archive({"p/x": b"some text that is long enough to be deflated " * 20}))
    data[40] ^= 0xFF
    assert "p/x: the file can't be unpacked" in read(bytes(data))[1][0]


@pytest.mark.parametrize("data", [b"", b"PK", b"\x1f\x8b\x08\x00gzip", b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_archive_is_told(data: bytes) -> None:
    assert "no ZIP archive" in read(data)[1][0]


def test_names_that_are_no_utf_8_are_told() -> None:
    data = archive({"p/\u00e9": b""}).replace("\u00e9".encode(), b"\xff\xfe")
    assert "no ZIP archive" in read(data)[1][0]

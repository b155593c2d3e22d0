import pytest

from shared.engines import test_data
from shared.engines.runs import RunTest
from shared.engines.test_data import TestTexts, archive_of

INLINE = RunTest(id="a", input="1", expected_output="é", visible=True)
STORED = RunTest(id="b", stored=True, visible=False)


def test_texts_come_from_the_document_or_from_the_archive() -> None:
    texts = TestTexts(archive_of({"b": (b"\xff in", b"out\n")}))
    assert (texts.input(INLINE), texts.expected(INLINE), texts.expected_size(INLINE)) == (b"1", "é".encode(), 2)
    assert (texts.input(STORED), texts.expected(STORED), texts.expected_size(STORED)) == (b"\xff in", b"out\n", 4)


def test_a_stored_test_without_texts_is_an_error() -> None:
    with pytest.raises(KeyError):
        TestTexts().input(STORED)
    with pytest.raises(KeyError):
        TestTexts(archive_of({"other": (b"", b"")})).expected(STORED)


def test_the_same_texts_are_the_same_archive() -> None:
    pairs = [("x", (b"1", b"2")), ("a", (b"3", b"4"))]
    assert archive_of(dict(pairs)) == archive_of(dict(reversed(pairs)))


@pytest.mark.parametrize(
    ("bound", "texts"),
    [
        ("MAX_TEXT_BYTES", {"a": (b"x" * 11, b"")}),
        ("MAX_TOTAL_BYTES", {"a": (b"x" * 6, b""), "b": (b"", b"x" * 6)}),
        ("MAX_ARCHIVE_BYTES", {"a": (b"", b"")}),
    ],
)
def test_what_is_too_large_is_refused(
    bound: str, texts: dict[str, tuple[bytes, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(test_data, bound, 10)
    with pytest.raises(ValueError, match="at most"):
        archive_of(texts)

"""The texts of a question's tests, also where no document can hold them: then they lie in one archive, by test id."""

import io
import zipfile
from collections.abc import Mapping

from shared.engines.runs import RunTest

MAX_ARCHIVE_BYTES = 64 * 1024 * 1024
MAX_TEXT_BYTES = 50 * 1024 * 1024
MAX_TOTAL_BYTES = 128 * 1024 * 1024

_INPUT, _ANSWER = "in", "ans"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same texts are the same bytes, whenever they are packed


class TestTexts:
    """What each test's program reads and must print."""

    __test__ = False

    def __init__(self, archive: bytes | None = None) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(archive)) if archive is not None else None

    def input(self, test: RunTest) -> bytes:
        """Return what the program reads; raise KeyError for a stored test that the archive lacks."""
        return self._stored(test, _INPUT) if test.stored else test.input.encode()

    def expected(self, test: RunTest) -> bytes:
        """Return what it must print; raise KeyError for a stored test that the archive lacks."""
        return self._stored(test, _ANSWER) if test.stored else test.expected_output.encode()

    def expected_size(self, test: RunTest) -> int:
        """Return the bytes that it must print."""
        if not test.stored:
            return len(test.expected_output.encode())
        return self._opened().getinfo(f"{test.id}.{_ANSWER}").file_size

    def _stored(self, test: RunTest, part: str) -> bytes:
        return self._opened().read(f"{test.id}.{part}")

    def _opened(self) -> zipfile.ZipFile:
        if self._archive is None:
            raise KeyError("the question has no stored tests")
        return self._archive


def archive_of(texts: Mapping[str, tuple[bytes, bytes]]) -> bytes:
    """Return the archive of tests' inputs and expected outputs; raise ValueError where they are too large."""
    longest = max((len(text) for pair in texts.values() for text in pair), default=0)
    total = sum(len(text) for pair in texts.values() for text in pair)
    if longest > MAX_TEXT_BYTES or total > MAX_TOTAL_BYTES:
        raise ValueError(f"a test takes at most {MAX_TEXT_BYTES} bytes, all together {MAX_TOTAL_BYTES}")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for id, (input, answer) in sorted(texts.items()):
            archive.writestr(zipfile.ZipInfo(f"{id}.{_INPUT}", _EPOCH), input, zipfile.ZIP_DEFLATED)
            archive.writestr(zipfile.ZipInfo(f"{id}.{_ANSWER}", _EPOCH), answer, zipfile.ZIP_DEFLATED)
    if len(packed.getvalue()) > MAX_ARCHIVE_BYTES:
        raise ValueError(f"the tests take at most {MAX_ARCHIVE_BYTES} bytes when packed")
    return packed.getvalue()

"""Which spans of a trace were counted, by four bytes of each: one that comes again in another export counts no more.

Of 100,000 spans about one is taken for another. What is full of them becomes a document of its own that never changes,
so that a large trace costs reads, and no larger a summary.
"""

import zlib
from collections.abc import Sequence

from shared.data.unit_of_work import UnitOfWork
from shared.domain.traces.model import SeenSpans, Trace, page_id
from shared.domain.traces.repository import SeenSpansRepository
from shared.engines.spans.model import Span

PAGE = 4_096
"""How many spans a summary remembers by itself."""

MAX_PAGES = 250
"""Of a trace with more, about a million spans, what comes again counts again."""

_WIDTH = 4


class Seen:
    """The spans of one trace that were counted, and those that come now."""

    def __init__(self, pages: Sequence[bytes], last: bytes) -> None:
        self._known = {digest for page in (*pages, last) for digest in _split(page)}
        self._last = bytearray(last)

    def new(self, spans: Sequence[Span]) -> list[Span]:
        """Return the spans that were not counted, each once, and count them."""
        found: list[Span] = []
        for span in spans:
            digest = zlib.crc32(span.span_id.encode()).to_bytes(_WIDTH)
            if digest not in self._known:
                self._known.add(digest)
                self._last += digest
                found.append(span)
        return found

    def kept_by(self, work: UnitOfWork, trace: Trace) -> Trace:
        """Return the summary that remembers them, with full pages stored beside it."""
        pages, full = trace.seen_pages, PAGE * _WIDTH
        while len(self._last) >= full:
            if pages < MAX_PAGES:
                SeenSpansRepository(work).add(
                    SeenSpans(
                        id=page_id(trace.id, pages), digests=bytes(self._last[:full]), expires_at=trace.expires_at
                    )
                )
                pages += 1
            del self._last[:full]
        return trace.with_(seen=bytes(self._last), seen_pages=pages)


async def seen_of(work: UnitOfWork, trace: Trace | None) -> Seen:
    """Return what was counted of a trace; of one that is not there yet, nothing."""
    if trace is None:
        return Seen((), b"")
    pages = await SeenSpansRepository(work).get_many([page_id(trace.id, page) for page in range(trace.seen_pages)])
    return Seen([page.digests for page in pages if page is not None], trace.seen)


def _split(digests: bytes) -> list[bytes]:
    return [digests[place : place + _WIDTH] for place in range(0, len(digests), _WIDTH)]

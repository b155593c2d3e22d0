"""Spans on their way into the store: what is too large for a chunk goes to a file."""

from shared.domain.traces.model import StoredSpan
from shared.domain.traces.packing import content_of, outline_of
from shared.engines.spans.model import Span
from shared.ports.files import TenantFiles

AREA = "spans"


async def stored_span(span: Span, files: TenantFiles) -> StoredSpan:
    """Return a span as a chunk holds it."""
    if (content := content_of(span)) is None:
        return StoredSpan(span=span)
    file = await files.put_content(AREA, content, "application/json")
    return StoredSpan(span=outline_of(span), content=file.path)

"""Calendars on the wire: bytes as they are, tagged by what they hold; errors as everywhere."""

import hashlib

from shared.model import FrozenModel
from shared.runtime.wires import ENVELOPE, Meta, Wire


class CalendarText(FrozenModel):
    """A calendar as RFC 5545 writes it."""

    text: str


def _render(result: CalendarText, meta: Meta) -> bytes:
    return result.text.encode()


def _tag(result: CalendarText) -> str:
    return f'"{hashlib.sha256(result.text.encode()).hexdigest()[:32]}"'


CALENDAR = Wire(
    "calendar",
    ("application/json",),
    "text/calendar",
    _render,
    ENVELOPE.render_error,
    tag=_tag,
    error_type=ENVELOPE.content_type,
)

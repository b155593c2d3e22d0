"""Where in a card's text a comment belongs, found again after the text has changed.

Offsets count UTF-16 units, as browsers do.
"""

import base64
import binascii
from itertools import takewhile
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from shared.domain.cards.content import MAX_TEMPLATE, CardContent
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput
from shared.model import FrozenModel

CONTEXT = 32
"""How many characters on either side of a quote are remembered, to tell it from the same words elsewhere."""

MAX_TRIED = 50
"""How many places on either side of the old one are looked at."""


def _relative_position(text: str) -> str:
    try:
        base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error) as error:
        raise PydanticCustomError("malformed_position", "a relative position is base64") from error
    return text


Quote = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
Offset = Annotated[int, Field(ge=0, le=2 * MAX_TEMPLATE)]
RelativePosition = Annotated[str, StringConstraints(min_length=1, max_length=400), AfterValidator(_relative_position)]


class TextAnchor(FrozenModel):
    """A quote from one of the draft's templates, named by its JSON pointer in the content; it begins at `start`."""

    kind: Literal["text"]
    pointer: Annotated[str, StringConstraints(max_length=100)]
    quote: Quote
    start: Offset


class KeptTextAnchor(TextAnchor):
    """The same with the text that was around the quote."""

    before: str = ""
    after: str = ""


class RoomAnchor(FrozenModel):
    """A quote from the text of the card's room, between two relative positions of Yjs in base64.

    They move with the text in each browser, which alone knows where they are.
    """

    kind: Literal["room"]
    quote: Quote
    start: RelativePosition
    end: RelativePosition


Anchor = Annotated[TextAnchor | RoomAnchor, Field(discriminator="kind")]
KeptAnchor = Annotated[KeptTextAnchor | RoomAnchor, Field(discriminator="kind")]


class Placement(FrozenModel):
    """Where an anchor's quote is in the draft now; `outdated` where it isn't there any more."""

    start: int | None
    end: int | None
    outdated: bool


def anchored(anchor: TextAnchor | RoomAnchor, content: CardContent) -> KeptTextAnchor | RoomAnchor:
    """Return an anchor as it is kept.

    Raise InvalidInput for a template that there is not, FailedPrecondition where the draft doesn't say that any more.
    """
    if isinstance(anchor, RoomAnchor):
        return anchor
    text = _template(content, anchor.pointer)
    if text is None:
        problem = FieldProblem("/anchor/pointer", "no_such_template", "name one of the draft's templates")
        raise InvalidInput("there is no such template", fields=[problem])
    asked = KeptTextAnchor(**anchor.model_dump())
    place = _place(asked, text)
    if place is None:
        raise FailedPrecondition("the draft doesn't say that there any more; read it again", code="anchor_outdated")
    before, after = _around(text, place, anchor.quote)
    return asked.with_(start=_units(text[:place]), before=before, after=after)


def placed(anchor: KeptTextAnchor | RoomAnchor | None, content: CardContent) -> Placement | None:
    """Return where an anchor is in a draft; None for one that only browsers can place."""
    if not isinstance(anchor, KeptTextAnchor):
        return None
    text = _template(content, anchor.pointer)
    place = None if text is None else _place(anchor, text)
    if text is None or place is None:
        return Placement(start=None, end=None, outdated=True)
    start = _units(text[:place])
    return Placement(start=start, end=start + _units(anchor.quote), outdated=False)


def _template(content: CardContent, pointer: str) -> str | None:
    return next((template for name, _, template in content.templates() if name == pointer), None)


def _place(anchor: KeptTextAnchor, text: str) -> int | None:
    """Return where the quote begins, in characters: where most of what was around it is, the nearest of several.

    Words that are there several times, but never next to what they were next to, are others.
    """
    old = len(text.encode("utf-16-le")[: 2 * anchor.start].decode("utf-16-le", "ignore"))
    places = _places(anchor.quote, text, old)
    if len(places) < 2:
        return places[0] if places else None
    alike = {place: _likeness(anchor, text, place) for place in places}
    best = max(places, key=lambda place: (alike[place], -abs(place - old)))
    return best if alike[best] or not anchor.before + anchor.after else None


def _places(quote: str, text: str, old: int) -> list[int]:
    """Return where a quote is, around a place."""
    found: list[int] = []
    place = text.find(quote, old)
    while place >= 0 and len(found) < MAX_TRIED:
        found.append(place)
        place = text.find(quote, place + 1)
    ahead = len(found)
    place = text.rfind(quote, 0, max(0, old + len(quote) - 1))
    while place >= 0 and len(found) < ahead + MAX_TRIED:
        found.append(place)
        place = text.rfind(quote, 0, place + len(quote) - 1)
    return found


def _around(text: str, place: int, quote: str) -> tuple[str, str]:
    end = place + len(quote)
    return text[max(0, place - CONTEXT) : place], text[end : end + CONTEXT]


def _likeness(anchor: KeptTextAnchor, text: str, place: int) -> int:
    """Return how many characters next to a place are those that were next to the quote."""
    before, after = _around(text, place, anchor.quote)
    return _shared(before[::-1], anchor.before[::-1]) + _shared(after, anchor.after)


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2

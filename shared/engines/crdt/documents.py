"""Yjs documents as bytes: updates that are idempotent and commute, so that any order and any repetition is one text."""

from collections.abc import Iterable

TEXT = "source"
"""The shared text's name in its document."""

EMPTY = b"\x00\x00"
"""The update that changes nothing."""

_FIRST_CLIENT = 1
_NO_STATE = b"\x00"


def first_text(text: str) -> bytes:
    """Return the update that writes a text into an empty document; always the same for the same text."""
    from pycrdt import Doc, Text

    document: Doc[Text] = Doc(client_id=_FIRST_CLIENT)
    document[TEXT] = Text(text)
    return document.get_update()


def merged(updates: Iterable[bytes]) -> bytes:
    """Return one update that does what all of them do; what waits for one that is still to come is kept.

    Raise ValueError for what is no update.
    """
    from pycrdt import merge_updates

    several = [each for each in updates if each != EMPTY]
    if len(several) < 2:
        return several[0] if several else EMPTY
    return merge_updates(*several)


def require_update(update: bytes) -> None:
    """Raise ValueError for bytes that no document takes; none that is kept is tried on."""
    from pycrdt import Doc, Text

    document: Doc[Text] = Doc()
    document.apply_update(update)
    merged([update, first_text("x")])


def missing(update: bytes, state_vector: bytes) -> bytes:
    """Return what of an update somebody lacks who has the state; raise ValueError for what is no state vector."""
    from pycrdt import get_update

    return get_update(update, state_vector or _NO_STATE)


def text_of(update: bytes) -> str:
    """Return the shared text of the document that an update makes."""
    from pycrdt import Doc, Text

    document: Doc[Text] = Doc()
    document.apply_update(update)
    return str(document.get(TEXT, type=Text))

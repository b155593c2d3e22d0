"""Plain text clients beside Yjs clients in one document: their operations become updates, and updates operations.

A revision is the document as its author last saw it, as one update. An operation is made there, as if its author had
been a Yjs client at that moment; so Yjs itself transforms it against whatever was written since, and everybody ends
with the same text.
"""

from dataclasses import dataclass
from typing import Any

from shared.engines.crdt import documents
from shared.engines.crdt.operations import Operation, edits, from_delta


@dataclass(frozen=True, slots=True)
class Transformed:
    """An operation's update, and what others wrote since its base as an operation on its author's text.

    `text` is what its author has then, in the document `after`.
    """

    update: bytes
    others: list[int | str]
    text: str
    after: bytes


def transformed(state: bytes, base: bytes, operation: Operation, *, client: int) -> Transformed:
    """Transform an operation on a revision against all that a document holds.

    `client` writes for this operation's author alone, and each of its operations is made behind the one before. Raise
    ValueError for what is no operation on the text of the base.
    """
    from pycrdt import Doc, Text

    document: Doc[Text] = Doc(client_id=client)
    document.apply_update(base)
    text = document.get(documents.TEXT, type=Text)
    made: list[bytes] = []
    heard = document.observe(lambda event: made.append(event.update))
    with document.transaction():
        for edit in list(edits(operation, str(text))):
            if edit.inserted:
                text.insert(edit.at, edit.inserted)
            else:
                del text[edit.at : edit.at + edit.deleted]
    document.unobserve(heard)
    mine = str(text)
    deltas: list[list[dict[str, Any]]] = []
    text.observe(lambda event: deltas.append(event.delta))
    document.apply_update(state)
    others = from_delta(deltas[0] if deltas else [], mine)
    return Transformed(documents.merged(made), others, str(text), document.get_update())

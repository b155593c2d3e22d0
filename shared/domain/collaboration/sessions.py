"""Plain text clients in a room: one operation at a time, each on the revision that the answer before it had."""

import hashlib
import json
from typing import Annotated

from pydantic import Field, StrictInt, StringConstraints

from shared.domain.collaboration.messages import MAX_UPDATE
from shared.domain.collaboration.model import MAX_INLINE, TextSession, awareness_id
from shared.engines.crdt.documents import EMPTY
from shared.engines.crdt.transforming import Transformed
from shared.errors import FailedPrecondition, PayloadTooLarge
from shared.model import FrozenModel

_CLIENTS = 2**52
"""Browsers' Yjs draws its clients' numbers below 2^32; these lie behind, and below 2^53."""

TextSender = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,60}$")]
TextPart = Annotated[StrictInt, Field(gt=-(2**31), lt=2**31)] | Annotated[str, StringConstraints(min_length=1)]


class AppliedOperation(FrozenModel):
    """The revision that the sender is at now, and what others wrote: an operation on the sender's own text.

    Its numbers count UTF-16 code units.
    """

    revision: int
    operation: tuple[int | str, ...]


def begun(room_id: str, sender: str, author: str) -> TextSession:
    """Return a client at revision 0, where the text is empty."""
    return TextSession(id=awareness_id(room_id, sender), room_id=room_id, sender=sender, author=author, seen=EMPTY)


def client_of(session: TextSession) -> int:
    """Return the Yjs client that a session writes as."""
    return _CLIENTS + int.from_bytes(hashlib.sha256(session.id.encode()).digest()[:8], "big") % _CLIENTS


def batch_sender(session: TextSession) -> str:
    """Return the name under which a session's updates are kept."""
    return f"ot-{session.sender}"


def digest_of(operation: tuple[int | str, ...]) -> str:
    """Return what tells an operation from any other; raise PayloadTooLarge for one that inserts too much."""
    if sum(len(each.encode()) for each in operation if isinstance(each, str)) > MAX_UPDATE:
        raise PayloadTooLarge(f"insert at most {MAX_UPDATE} bytes at once")
    return hashlib.sha256(json.dumps(operation).encode()).hexdigest()


def answered(session: TextSession, author: str, revision: int, digest: str) -> AppliedOperation | None:
    """Return the answer that an operation got before, None for a new one on the session's last revision.

    Raise FailedPrecondition for one on another revision, and where the session is somebody else's.
    """
    if session.author != author:
        raise FailedPrecondition("this client is somebody else's", code="sender_taken")
    if revision == session.revision:
        return None
    if revision == session.revision - 1 and digest == session.digest:
        return AppliedOperation(revision=session.revision, operation=session.others)
    message = f"this client is at revision {session.revision}; go on from there, or begin with another sender"
    raise FailedPrecondition(message, code="stale_revision")


def next_after(session: TextSession, digest: str, made: Transformed) -> TextSession:
    """Return the session at its next revision; raise FailedPrecondition for a text too large for such clients."""
    if len(made.after) + len(json.dumps(made.others)) > MAX_INLINE:
        raise FailedPrecondition("this text is too large for plain text clients; use Yjs", code="text_too_large")
    return session.with_(revision=session.revision + 1, digest=digest, others=tuple(made.others), seen=made.after)

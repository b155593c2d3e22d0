"""What a tab sends: checked before anything of it is kept, so that no bad message harms a room's text."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import StringConstraints

from shared.domain.collaboration.model import Participant
from shared.engines.crdt import documents
from shared.engines.crdt.messages import AwarenessMessage, SyncStep, read_message
from shared.errors import FieldProblem, InvalidInput, PayloadTooLarge

MAX_MESSAGES = 50
MAX_UPDATE = 256 * 1024
"""The most bytes that one call's updates have together."""

MAX_PRESENCE = 4 * 1024
"""The most bytes that one tab tells of itself."""

MessageText = Annotated[str, StringConstraints(max_length=MAX_UPDATE * 2)]


@dataclass(frozen=True, slots=True)
class Sent:
    """The messages of one call by what they are for: one update, one presence, and what is asked for."""

    update: bytes | None
    awareness: AwarenessMessage | None
    state_vectors: tuple[bytes, ...]


def read_messages(messages: Sequence[str], by: Participant) -> Sent:
    """Read what somebody sent in base64; raise InvalidInput for what no document takes, pointing at it.

    Who somebody says they are is replaced by who they are.
    """
    updates: list[bytes] = []
    state_vectors: list[bytes] = []
    awareness: AwarenessMessage | None = None
    for number, text in enumerate(messages):
        try:
            message = read_message(base64.b64decode(text, validate=True))
            if isinstance(message, AwarenessMessage):
                awareness = _signed(message, by)
            elif message.step is SyncStep.STATE_VECTOR:
                documents.missing(documents.EMPTY, message.content)
                state_vectors.append(message.content)
            else:
                documents.require_update(message.content)
                updates.append(message.content)
        except (ValueError, binascii.Error) as error:
            problem = FieldProblem(f"/messages/{number}", "malformed_message", str(error)[:200])
            raise InvalidInput("a message is malformed; nothing was kept", fields=[problem]) from error
    if sum(map(len, updates)) > MAX_UPDATE:
        raise PayloadTooLarge(f"send at most {MAX_UPDATE} bytes of updates at once")
    if awareness is not None and len(awareness.encoded()) > MAX_PRESENCE:
        raise PayloadTooLarge(f"tell at most {MAX_PRESENCE} bytes of yourself")
    update = documents.merged(updates)
    return Sent(None if update == documents.EMPTY else update, awareness, tuple(state_vectors))


def _signed(message: AwarenessMessage, by: Participant) -> AwarenessMessage:
    user = {"id": by.user_id, "role": by.role.value, "name": by.name}
    clients = tuple(
        each if each.state is None else each.stating({**each.state, "user": user}) for each in message.clients
    )
    return AwarenessMessage(clients)

"""Plain text clients write in a card's room beside Yjs clients: each operation is transformed in the same document.

A client has a revision for each answer it got, from 0, where the text is empty. It sends one operation at a time,
made on its last revision, and gets what others wrote as an operation on its own text; an empty one only asks. Sent
again, an operation gets the same answer again.
"""

import asyncio
from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.data.unit_of_work import UnitOfWork
from shared.domain.cards.repository import CardRepository
from shared.domain.collaboration.messages import Sent
from shared.domain.collaboration.model import Room, RoomKind, TextSession, awareness_id, room_id
from shared.domain.collaboration.pushing import Batch, keep_update
from shared.domain.collaboration.repository import RoomRepository, TextSessionRepository
from shared.domain.collaboration.sessions import (
    AppliedOperation,
    TextPart,
    TextSender,
    answered,
    batch_sender,
    begun,
    client_of,
    digest_of,
    next_after,
)
from shared.domain.collaboration.states import RoomState
from shared.engines.crdt.documents import EMPTY
from shared.engines.crdt.transforming import Transformed, transformed
from shared.errors import Aborted, FailedPrecondition, FieldProblem, InvalidInput, NotFound, PayloadTooLarge
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Loads, command
from shared.runtime.rate_limit_policies import ROOM
from shared.runtime.requests import Identifier, Request


class ApplyTextOperation(Request):
    """In which card's room, by which client, on which of its revisions: an operation as ot.js writes it.

    A positive number keeps and a negative one deletes so many UTF-16 code units, a text is inserted; together they
    reach to the text's end.
    """

    card_id: Identifier
    sender: TextSender
    revision: Annotated[int, Field(ge=0, lt=2**53)]
    operation: Annotated[tuple[TextPart, ...], Field(max_length=10_000)]


@command(
    "POST /v1/cards/{cardId}/room/operations",
    permission=Permission.CARDS_WRITE,
    loads=Loads(CardRepository, "card_id"),
    external=True,
    audited=False,
    limits=(ROOM,),
    errors=(NotFound, FailedPrecondition, Aborted, PayloadTooLarge),
)
async def apply_text_operation(request: ApplyTextOperation, ctx: ExternalContext) -> AppliedOperation:
    """Apply a plain text client's operation to a card's room, and tell what others wrote."""
    digest = digest_of(request.operation)

    async def read(work: UnitOfWork) -> tuple[TextSession, RoomState]:
        room = await _room(work, request.card_id)
        session = await _session(work, room, request.sender, ctx.caller.principal)
        return session, await RoomState.read(work, room.id)

    session, state = await ctx.prepare(read)
    before = answered(session, ctx.caller.principal, request.revision, digest)
    if before is not None:
        return before
    made = await asyncio.to_thread(_transformed, await state.merged(ctx.files), session, request.operation)
    if made.update == EMPTY and not any(isinstance(each, str) or each < 0 for each in made.others):
        return AppliedOperation(revision=session.revision, operation=())
    after = next_after(session, digest, made)

    async def keep(work: UnitOfWork) -> AppliedOperation:
        room = await _room(work, request.card_id)
        if await _session(work, room, request.sender, ctx.caller.principal) != session:
            raise Aborted("this client sent two operations at once; send this one again", code="operation_raced")
        if made.update != EMPTY:
            sent = Sent(made.update, None, ())
            batch = Batch(batch_sender(session), after.revision, ctx.caller.principal, sent)
            await keep_update(work, room, batch, made.update)
        await TextSessionRepository(work).put(after)
        RoomRepository(work).hold(room)
        work.hold(CardRepository.path(request.card_id))
        return AppliedOperation(revision=after.revision, operation=after.others)

    return await ctx.finish(keep)


async def _room(work: UnitOfWork, card_id: str) -> Room:
    (await CardRepository(work).get(card_id)).require_active()
    return await RoomRepository(work).get(room_id(RoomKind.CARD, card_id))


async def _session(work: UnitOfWork, room: Room, sender: str, author: str) -> TextSession:
    found = await TextSessionRepository(work).find(awareness_id(room.id, sender))
    return found or begun(room.id, sender, author)


def _transformed(state: bytes, session: TextSession, operation: tuple[int | str, ...]) -> Transformed:
    try:
        return transformed(state, session.seen, operation, client=client_of(session))
    except ValueError as error:
        problem = FieldProblem("/operation", "not_on_this_text", str(error))
        raise InvalidInput("this is no operation on the text of that revision", fields=[problem]) from error

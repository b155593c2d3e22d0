"""An event goes out again under its own id: whoever has handled it will not do so twice."""

from shared.auth.permissions import Permission
from shared.domain.dead_letters.repository import DeadLetterRepository
from shared.domain.dead_letters.schemas import DeadLetterView
from shared.errors import FailedPrecondition
from shared.events.outbox import envelope_from
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ReplayDeadLetter(Request):
    """Which dead letter."""

    dead_letter_id: Identifier


@command(
    "POST /v1/dead-letters/{deadLetterId}/replay",
    permission=Permission.DEAD_LETTERS_MANAGE,
    loads=Loads(DeadLetterRepository, "dead_letter_id"),
    errors=(FailedPrecondition,),
    status=202,
)
async def replay_dead_letter(request: ReplayDeadLetter, ctx: CommandContext) -> DeadLetterView:
    """Send an event that could not be handled again."""
    letters = DeadLetterRepository(ctx.work)
    letter = (await letters.get(request.dead_letter_id)).replayed(at=ctx.now)
    letters.save(letter)
    counter = f"deliveryFailures/{letter.id}"
    failures = await ctx.work.get(counter)
    if failures is not None:
        ctx.work.update(counter, {**failures.data, "deliveries": 0})
    ctx.work.resend(envelope_from(letter.event))
    return DeadLetterView.of(letter)

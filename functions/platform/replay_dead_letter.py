"""An event goes out again under its own id: whoever has handled it will not do so twice."""

from shared.auth.permissions import Permission
from shared.domain.dead_letters.replaying import replay
from shared.domain.dead_letters.repository import DeadLetterRepository
from shared.domain.dead_letters.schemas import DeadLetterView
from shared.errors import FailedPrecondition
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
    return DeadLetterView.of(await replay(ctx.work, request.dead_letter_id))

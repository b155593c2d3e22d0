"""The hiring team has seen who would change, and agrees."""

from shared.auth.permissions import Permission
from shared.domain.attempts.events import RescoringApplyPageDue
from shared.domain.attempts.repository import RescoredAttemptRepository, RescoringRepository
from shared.domain.attempts.rescoring import RescoredState
from shared.domain.attempts.schemas import RescoringView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ApplyRescoring(Request):
    """Which rescoring."""

    rescoring_id: Identifier


@command(
    "POST /v1/rescorings/{rescoringId}/apply",
    permission=Permission.ATTEMPTS_RESCORE,
    idempotent=True,
    loads=Loads(RescoringRepository, "rescoring_id", tagged=False),
    errors=(FailedPrecondition,),
    status=202,
)
async def apply_rescoring(request: ApplyRescoring, ctx: CommandContext) -> RescoringView:
    """Give each changed attempt of a rescoring its new result; the old ones are kept."""
    rescorings = RescoringRepository(ctx.work)
    rescoring = await rescorings.get(request.rescoring_id)
    waiting = await RescoredAttemptRepository(ctx.work).count(rescoring.id, RescoredState.WAITING)
    applying = rescoring.applying(by=ctx.author, waiting=waiting, at=ctx.now)
    rescorings.save(applying)
    ctx.work.emit(RescoringApplyPageDue(rescoring_id=rescoring.id))
    return RescoringView.of(applying)

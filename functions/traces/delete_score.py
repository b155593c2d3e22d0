"""A score is taken back, with what it added."""

from shared.auth.permissions import Permission
from shared.domain.apps.keys import app_named
from shared.domain.apps.repository import AppRepository
from shared.domain.traces.repository import ScoreRepository
from shared.domain.traces.scores import score_key
from shared.domain.traces.scoring import remove_score
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DeleteScore(Request):
    """Which score of which app."""

    app_id: Identifier
    score_id: Identifier


def _score(request: DeleteScore) -> list[str]:
    return [ScoreRepository.path(score_key(request.app_id, request.score_id))]


@command(
    "DELETE /v1/apps/{appId}/scores/{scoreId}",
    permission=Permission.TRACES_WRITE,
    loads=Loads(AppRepository, "app_id", beside=_score, tagged=False),
    status=204,
)
async def delete_score(request: DeleteScore, ctx: CommandContext) -> None:
    """Delete a score."""
    app_id = app_named(ctx.caller, request.app_id)
    await remove_score(ctx.work, await ScoreRepository(ctx.work).get(score_key(app_id, request.score_id)))

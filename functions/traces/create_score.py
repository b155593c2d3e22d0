"""Somebody, or a program, says what a trace, a span or a trace session is worth."""

from datetime import timedelta

from pydantic import ConfigDict

from shared.auth.permissions import Permission
from shared.domain.apps.keys import app_named
from shared.domain.apps.repository import AppRepository
from shared.domain.traces.schemas import ScoreView
from shared.domain.traces.scores import GivenScore, ScoreId, kept, redacted_score
from shared.domain.traces.scoring import put_scores
from shared.engines.redaction import Redactor
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier


class CreateScore(GivenScore):
    """A score of which app's; with the `id` of an earlier one it stands in its place."""

    model_config = ConfigDict(extra="forbid")

    app_id: Identifier
    id: ScoreId | None = None


@command(
    "POST /v1/apps/{appId}/scores",
    permission=Permission.TRACES_WRITE,
    loads=Loads(AppRepository, "app_id", tagged=False),
    idempotent=True,
    errors=(FailedPrecondition,),
    status=201,
)
async def create_score(request: CreateScore, ctx: CommandContext) -> ScoreView:
    """Score a trace, a span or a trace session, whether or not it has come in yet."""
    app = await AppRepository(ctx.work).get(app_named(ctx.caller, request.app_id))
    app.require_active()
    score = kept(
        request,
        app_id=app.id,
        score_id=request.id or ctx.new_id(),
        environment=app.environments[0],
        by=ctx.caller.principal,
        at=ctx.now,
        until=ctx.now + timedelta(days=app.retention_days),
    )
    redactor = Redactor((rule.pattern, rule.replacement) for rule in app.redaction_rules)
    redacted = redacted_score(score, redactor)
    await put_scores(ctx.work, [redacted])
    ctx.work.about(scoreId=redacted.score_id)
    return ScoreView.read(redacted)

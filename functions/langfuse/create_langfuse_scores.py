"""Scores as Langfuse's SDKs send them: in lists, of which what can't be taken is told and the others are kept."""

from datetime import timedelta
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from shared.auth.permissions import Permission
from shared.domain.apps.keys import app_named
from shared.domain.apps.repository import AppRepository
from shared.domain.traces.langfuse import LangfuseScore, ScoresTaken
from shared.domain.traces.scores import GivenScore, Score, kept, redacted_score
from shared.domain.traces.scoring import put_scores
from shared.engines.redaction import Redactor
from shared.errors import FailedPrecondition, InvalidInput, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.langfuse import LANGFUSE
from shared.runtime.rate_limit_policies import INGEST
from shared.runtime.requests import Request, bind_value

MAX_SCORES = 200


class CreateLangfuseScores(Request):
    """One score or a list of them, and of which app where the key does not say that."""

    app_id: Annotated[
        str | None, StringConstraints(min_length=1, max_length=200), Field(json_schema_extra={"in": "query"})
    ] = None
    scores: Annotated[tuple[dict[str, Any], ...], Field(min_length=1, max_length=MAX_SCORES)]
    single: bool = False


@command(
    "POST /api/public/scores",
    permission=Permission.TRACES_WRITE,
    audited=False,
    limits=(INGEST,),
    errors=(FailedPrecondition, NotFound),
    wire=LANGFUSE,
)
async def create_langfuse_scores(request: CreateLangfuseScores, ctx: CommandContext) -> ScoresTaken:
    """Take in scores; one with the id of an earlier one stands in its place."""
    app = await AppRepository(ctx.work).get(app_named(ctx.caller, request.app_id))
    app.require_active()
    redactor = Redactor((rule.pattern, rule.replacement) for rule in app.redaction_rules)
    until = ctx.now + timedelta(days=app.retention_days)
    scores: list[Score] = []
    problems: list[InvalidInput] = []
    for number, sent in enumerate(request.scores):
        try:
            read = bind_value(LangfuseScore, sent, at=f"/{number}", strict=False, unknown="ignore")
            given = bind_value(GivenScore, read.given(), at=f"/{number}", strict=False)
        except InvalidInput as error:
            problems.append(error)
            continue
        score_id = read.id or ctx.new_id()
        environment = app.environments[0]
        score = kept(
            given,
            app_id=app.id,
            score_id=score_id,
            environment=environment,
            by=ctx.caller.principal,
            at=ctx.now,
            until=until,
        )
        scores.append(redacted_score(score, redactor))
    if problems and request.single:
        raise problems[0]
    await put_scores(ctx.work, scores)
    if request.single:
        return ScoresTaken(id=scores[0].score_id)
    return ScoresTaken(accepted=len(scores), errors=tuple(_line(problem) for problem in problems))


def _line(error: InvalidInput) -> str:
    return "; ".join(f"{problem.pointer}: {problem.message}" for problem in error.fields) or error.message

"""An allowance says that a text is meant as it is: neither a text that is it nor a part that is it is found."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, StringConstraints

from shared.auth.permissions import Permission
from shared.domain.injections.model import MAX_ALLOWED_TEXT, SHOWN, Allowance, AllowanceView, Match, Reason
from shared.domain.injections.repository import AllowanceRepository
from shared.engines.injections.scanning import digests
from shared.errors import FieldProblem, InvalidInput
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class AllowInjection(Request):
    """Which text, how near others must be to count as it, why it is allowed and until when, for good unless given."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=MAX_ALLOWED_TEXT)]
    match: Match = Match.NORMALISED
    reason: Reason
    expires_at: AwareDatetime | None = None


@command("POST /v1/injection-allowances", permission=Permission.CARDS_PUBLISH, idempotent=True, status=201)
async def allow_injection(request: AllowInjection, ctx: CommandContext) -> AllowanceView:
    """Allow a text that looks like an injection; allowing it again replaces reason and expiry."""
    _require_later(request.expires_at, ctx.now)
    exact, normalised = digests(request.text)
    allowance = Allowance(
        id=exact if request.match is Match.EXACT else normalised,
        match=request.match,
        excerpt=request.text[:SHOWN],
        reason=request.reason,
        expires_at=request.expires_at,
        created_by=ctx.author,
        created_at=ctx.now,
    )
    await AllowanceRepository(ctx.work).put(allowance)
    return AllowanceView.of(allowance)


def _require_later(expires_at: datetime | None, now: datetime) -> None:
    if expires_at is not None and expires_at <= now:
        problem = FieldProblem("/expiresAt", "already_past", "give a time to come, or none")
        raise InvalidInput("this allowance would have expired already; see details", fields=[problem])

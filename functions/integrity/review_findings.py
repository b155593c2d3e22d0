"""Somebody has looked: that is all a review says, whatever is decided elsewhere."""

from typing import Annotated

from pydantic import StringConstraints

from shared.auth.permissions import Permission
from shared.domain.integrity.repository import IntegritySummaryRepository
from shared.domain.integrity.schemas import IntegritySummaryView
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ReviewFindings(Request):
    """The findings of which attempt, and a note for the hiring team."""

    attempt_id: Identifier
    note: Annotated[str, StringConstraints(max_length=2_000, strip_whitespace=True)] = ""


@command(
    "POST /v1/attempts/{attemptId}/integrity/review",
    permission=Permission.FINDINGS_REVIEW,
    loads=Loads(IntegritySummaryRepository, "attempt_id"),
)
async def review_findings(request: ReviewFindings, ctx: CommandContext) -> IntegritySummaryView:
    """Mark the findings of an attempt as looked at."""
    summaries = IntegritySummaryRepository(ctx.work)
    summary = (await summaries.get(request.attempt_id)).reviewed(ctx.author, request.note, at=ctx.now)
    summaries.save(summary)
    return IntegritySummaryView.of(summary)

"""Candidates of one assessment in the order of their points. A rank is no decision: people make those."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from shared.auth.permissions import Permission
from shared.data.pagination import DEFAULT_LIMIT, MAX_LIMIT, Page, PageRequest, page_of
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.attempts.standings import ScoredAttempt, scored_attempts
from shared.engines.item_analysis.ranks import Standing
from shared.errors import FailedPrecondition
from shared.model import FrozenModel, Points
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request


class CompareCandidates(Request):
    """Of which assessment, and which page."""

    assessment_id: Identifier
    limit: Annotated[int, Field(ge=0)] = DEFAULT_LIMIT
    cursor: Annotated[str, StringConstraints(max_length=2_000)] | None = None
    count: bool = False

    def page(self) -> PageRequest:
        """Return the page asked for; `limit` is coerced to at most 100, and 0 means the default."""
        return PageRequest(limit=min(self.limit or DEFAULT_LIMIT, MAX_LIMIT), cursor=self.cursor, count=self.count)


class ComparedCandidate(FrozenModel):
    """A candidate among the others: equal scores share a rank, and the next rank is skipped.

    The percentile, 0 to 100 with one place, is the share of attempts below and half of those that are equal.
    """

    attempt_id: str
    candidate_name: str
    points: Points
    max_points: Points
    score_percent: float
    rank: int
    percentile: float
    scored_at: datetime


@query(
    "GET /v1/assessments/{assessmentId}/comparison",
    permission=Permission.ATTEMPTS_READ,
    loads=Loads(AssessmentRepository, "assessment_id", tagged=False),
    audited=True,
    errors=(FailedPrecondition,),
    runtime=Runtime.ANALYTICS,
)
async def compare_candidates(request: CompareCandidates, ctx: QueryContext) -> Page[ComparedCandidate]:
    """Compare an assessment's candidates: points, rank and percentile, the best first."""
    await AssessmentRepository(ctx.reads).get(request.assessment_id)
    attempts = await scored_attempts(ctx.reads, request.assessment_id)
    standing = Standing([each.share for each in attempts])
    ranked = sorted((_compared(each, standing) for each in attempts), key=_place)
    scope = {"comparison": request.assessment_id}
    return page_of(ranked, request.page(), ctx.reads.tenant_id, scope, _place)


def _compared(attempt: ScoredAttempt, standing: Standing) -> ComparedCandidate:
    return ComparedCandidate(
        attempt_id=attempt.id,
        candidate_name=attempt.candidate_name,
        points=attempt.points,
        max_points=attempt.max_points,
        score_percent=round(float(100 * attempt.share), 1),
        rank=standing.rank(attempt.share),
        percentile=round(float(standing.percentile(attempt.share)), 1),
        scored_at=attempt.scored_at,
    )


def _place(candidate: ComparedCandidate) -> list[Any]:
    return [candidate.rank, candidate.attempt_id]

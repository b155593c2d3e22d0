"""Everybody who was ever invited, each once."""

from pydantic import AwareDatetime

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.data.store import Filter, Operator
from shared.domain.invitations.repository import CANDIDATE_LIST, CandidateRepository
from shared.domain.invitations.schemas import CandidateView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import ListRequest


class ListCandidates(ListRequest):
    """Which candidates: those whose newest invitation was made from `since` on, before `until`."""

    since: AwareDatetime | None = None
    until: AwareDatetime | None = None


@query("GET /v1/candidates", permission=Permission.INVITATIONS_READ, lists=CANDIDATE_LIST, audited=True)
async def list_candidates(request: ListCandidates, ctx: QueryContext) -> Page[CandidateView]:
    """List candidates, who was invited last first."""
    bounds = ((Operator.GREATER_OR_EQUAL, request.since), (Operator.LESS, request.until))
    ranges = [Filter("lastInvitedAt", operator, bound) for operator, bound in bounds if bound is not None]
    page = await CandidateRepository(ctx.reads).page(CANDIDATE_LIST, request.page(), {}, ranges)
    return page.with_items([CandidateView.of(candidate) for candidate in page.items])

"""Who has sat which assessment, and how it stands."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.attempts.model import AttemptStatus
from shared.domain.attempts.repository import ATTEMPT_LIST, AttemptRepository
from shared.domain.attempts.schemas import AttemptView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, ListRequest


class ListAttempts(ListRequest):
    """Which attempts."""

    assessment_id: Identifier | None = None
    status: AttemptStatus | None = None


@query("GET /v1/attempts", permission=Permission.ATTEMPTS_READ, lists=ATTEMPT_LIST, audited=True)
async def list_attempts(request: ListAttempts, ctx: QueryContext) -> Page[AttemptView]:
    """List attempts, the latest first."""
    equals = {"assessmentId": request.assessment_id, "status": request.status}
    page = await AttemptRepository(ctx.reads).page(ATTEMPT_LIST, request.page(), equals)
    return page.with_items([AttemptView.of(attempt) for attempt in page.items])

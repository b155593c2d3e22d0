"""Nothing that was proposed is used before somebody has looked at it."""

from typing import Literal

from shared.auth.permissions import Permission
from shared.domain.app_cases.model import AppCaseStatus
from shared.domain.app_cases.repository import AppCaseRepository
from shared.domain.app_cases.schemas import AppCaseView
from shared.domain.apps.repository import AppRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ReviewAppCase(Request):
    """Which case of which app, and what is decided about it."""

    app_id: Identifier
    case_id: Identifier
    decision: Literal["accepted", "rejected"]


@command(
    "POST /v1/apps/{appId}/cases/{caseId}/review",
    permission=Permission.APP_CASES_WRITE,
    loads=Loads(AppCaseRepository, "case_id", whole=(AppRepository, "app_id")),
)
async def review_app_case(request: ReviewAppCase, ctx: CommandContext) -> AppCaseView:
    """Accept a case, or reject it."""
    cases = AppCaseRepository(ctx.work)
    case = await cases.get_of(request.app_id, request.case_id)
    reviewed = case.reviewed(AppCaseStatus(request.decision), by=ctx.author, at=ctx.now)
    cases.save(reviewed)
    return AppCaseView.of(reviewed)

"""What people think of Ella, kept for whoever runs it: no function reads it."""

from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from shared.domain.accounts.schemas import FeedbackView
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Access, command
from shared.runtime.rate_limit_policies import FEEDBACK
from shared.runtime.requests import Request


class FeedbackKind(StrEnum):
    """What it is."""

    IDEA = "idea"
    PRAISE = "praise"
    PROBLEM = "problem"


class GiveFeedback(Request):
    """What somebody thinks, and of which page."""

    kind: FeedbackKind
    text: Annotated[str, StringConstraints(min_length=1, max_length=5_000, strip_whitespace=True)]
    page: Annotated[str, StringConstraints(max_length=500)] | None = None


@command(
    "POST /v1/feedback",
    access=Access.SIGNED_IN,
    tenantless=True,
    idempotent=True,
    audited=False,
    limits=(FEEDBACK,),
    status=201,
)
async def give_feedback(request: GiveFeedback, ctx: CommandContext) -> FeedbackView:
    """Say what one thinks of Ella."""
    view = FeedbackView(id=ctx.new_id(), created_at=ctx.now)
    said = request.model_dump(mode="json", by_alias=True)
    data = {**said, "userId": ctx.user.user_id, "createdAt": ctx.now, "schemaVersion": 1}
    ctx.work.global_documents.create(f"platform/feedback/entries/{view.id}", data)
    return view

"""A link for a job fair, a class or an advertisement: whoever has it may take one of its places."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from shared.auth.permissions import Permission
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.invitations.inviting import expiry
from shared.domain.invitations.public_links import MAX_PLACES, PublicLink
from shared.domain.invitations.repository import PublicLinkRepository
from shared.domain.invitations.schemas import PublicLinkView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class CreatePublicLink(Request):
    """To which assessment, for how many people; 14 days long unless `expires_at` says otherwise."""

    assessment_id: Identifier
    places: Annotated[int, Field(ge=1, le=MAX_PLACES)]
    expires_at: AwareDatetime | None = None


@command(
    "POST /v1/assessments/{assessmentId}/public-links",
    permission=Permission.INVITATIONS_WRITE,
    loads=Loads(AssessmentRepository, "assessment_id"),
    idempotent=True,
    errors=(FailedPrecondition,),
    status=201,
)
async def create_public_link(request: CreatePublicLink, ctx: CommandContext) -> PublicLinkView:
    """Make a link to an active assessment that anybody may follow."""
    assessment = await AssessmentRepository(ctx.work).get(request.assessment_id)
    assessment.require_active()
    link = PublicLink(
        id=ctx.new_id(),
        assessment_id=assessment.id,
        assessment_title=assessment.title,
        places=request.places,
        created_by=ctx.author,
        created_at=ctx.now,
        expires_at=expiry(request.expires_at, at=ctx.now),
    )
    PublicLinkRepository(ctx.work).add(link)
    ctx.work.about(publicLinkId=link.id)
    return PublicLinkView.of(link, ctx.config.public_url, ctx.work.tenant_id)

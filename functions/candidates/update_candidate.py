"""What the hiring team notes of somebody."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.invitations.candidates import Note, Tag
from shared.domain.invitations.repository import CandidateRepository
from shared.domain.invitations.schemas import CandidateView
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class UpdateCandidate(Request):
    """The tags and the note that replace those there were; what is left out stays."""

    candidate_id: Identifier
    tags: Annotated[tuple[Tag, ...], Field(max_length=20)] | None = None
    note: Note | None = None


@command(
    "PATCH /v1/candidates/{candidateId}",
    permission=Permission.INVITATIONS_WRITE,
    loads=Loads(CandidateRepository, "candidate_id"),
)
async def update_candidate(request: UpdateCandidate, ctx: CommandContext) -> CandidateView:
    """Change a candidate's tags and note."""
    candidates = CandidateRepository(ctx.work)
    candidate = await candidates.get(request.candidate_id)
    tags = candidate.tags if request.tags is None else tuple(dict.fromkeys(request.tags))
    changed = candidate.with_(tags=tags, note=candidate.note if request.note is None else request.note)
    candidates.save(changed)
    return CandidateView.of(changed)

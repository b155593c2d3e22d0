"""A draft is given up at once, however much it holds; `clear_knowledge_draft` removes what it held."""

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.knowledge.events import KnowledgeDraftLeft
from shared.domain.knowledge.repository import KnowledgeBaseRepository
from shared.domain.knowledge.schemas import DraftStateView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DiscardKnowledgeDraft(Request):
    """The draft of which app."""

    app_id: Identifier


def _base_path(request: DiscardKnowledgeDraft) -> list[str]:
    return [KnowledgeBaseRepository.path(request.app_id)]


@command(
    "POST /v1/apps/{appId}/kb/discard",
    permission=Permission.KNOWLEDGE_WRITE,
    loads=Loads(AppRepository, "app_id", beside=_base_path, tagged=False),
    idempotent=True,
    errors=(FailedPrecondition,),
)
async def discard_knowledge_draft(request: DiscardKnowledgeDraft, ctx: CommandContext) -> DraftStateView:
    """Give up all that the draft changes; what is active stays as it is."""
    app = await AppRepository(ctx.work).get(request.app_id)
    bases = KnowledgeBaseRepository(ctx.work)
    base = await bases.find(app.id)
    if base is None:
        return DraftStateView.of_base(await bases.of(app.id))
    discarded = base.discarded()
    bases.save(discarded)
    ctx.work.emit(KnowledgeDraftLeft(app_id=base.id, draft=base.draft))
    return DraftStateView.of_base(discarded)

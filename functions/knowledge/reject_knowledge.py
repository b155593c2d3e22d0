"""A submitted draft goes back to be edited, by whoever decides or by who submitted it."""

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.knowledge.model import DraftState
from shared.domain.knowledge.repository import KnowledgeBaseRepository
from shared.domain.knowledge.schemas import DraftStateView
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RejectKnowledge(Request):
    """The draft of which app."""

    app_id: Identifier


def _base_path(request: RejectKnowledge) -> list[str]:
    return [KnowledgeBaseRepository.path(request.app_id)]


@command(
    "POST /v1/apps/{appId}/kb/reject",
    permission=Permission.KNOWLEDGE_WRITE,
    loads=Loads(AppRepository, "app_id", beside=_base_path, tagged=False),
)
async def reject_knowledge(request: RejectKnowledge, ctx: CommandContext) -> DraftStateView:
    """Give a submitted draft back to be edited; one that is being edited stays as it is."""
    app = await AppRepository(ctx.work).get(request.app_id)
    bases = KnowledgeBaseRepository(ctx.work)
    base = await bases.of(app.id)
    if base.state is not DraftState.EDITING:
        base = base.reopened()
        bases.save(base)
    return DraftStateView.of_base(base)

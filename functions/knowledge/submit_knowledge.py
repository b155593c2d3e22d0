"""A draft is handed in to be looked at; until it is approved or rejected nobody edits it."""

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.knowledge.drafting import require_changes
from shared.domain.knowledge.model import DraftState, Note
from shared.domain.knowledge.repository import KnowledgeBaseRepository
from shared.domain.knowledge.schemas import DraftStateView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class SubmitKnowledge(Request):
    """The draft of which app, and what to know about it."""

    app_id: Identifier
    note: Note = ""


def _base_path(request: SubmitKnowledge) -> list[str]:
    return [KnowledgeBaseRepository.path(request.app_id)]


@command(
    "POST /v1/apps/{appId}/kb/submit",
    permission=Permission.KNOWLEDGE_WRITE,
    loads=Loads(AppRepository, "app_id", beside=_base_path, tagged=False),
    errors=(FailedPrecondition,),
)
async def submit_knowledge(request: SubmitKnowledge, ctx: CommandContext) -> DraftStateView:
    """Submit the draft for approval; a submitted one stays as it is."""
    app = await AppRepository(ctx.work).get(request.app_id)
    bases = KnowledgeBaseRepository(ctx.work)
    base = await bases.of(app.id)
    if base.state is DraftState.EDITING:
        await require_changes(ctx.work, base)
        base = base.submitted(by=ctx.author, note=request.note, at=ctx.now)
        bases.save(base)
    return DraftStateView.of_base(base)

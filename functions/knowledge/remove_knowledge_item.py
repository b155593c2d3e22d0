"""An item goes with the next version; the versions that have it keep it."""

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.knowledge.drafting import Drafting
from shared.domain.knowledge.repository import KnowledgeBaseRepository
from shared.engines.knowledge.items import ItemKind
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RemoveKnowledgeItem(Request):
    """Which item of which app."""

    app_id: Identifier
    kind: ItemKind
    item_id: Identifier


def _base_path(request: RemoveKnowledgeItem) -> list[str]:
    return [KnowledgeBaseRepository.path(request.app_id)]


@command(
    "DELETE /v1/apps/{appId}/kb/{kind}/{itemId}",
    permission=Permission.KNOWLEDGE_WRITE,
    loads=Loads(AppRepository, "app_id", beside=_base_path, tagged=False),
    errors=(NotFound, FailedPrecondition),
    status=204,
)
async def remove_knowledge_item(request: RemoveKnowledgeItem, ctx: CommandContext) -> None:
    """Have the draft do without an API, a table or a section."""
    (await AppRepository(ctx.work).get(request.app_id)).require_active()
    drafting = await Drafting.begun(ctx.work, request.app_id, by=ctx.author)
    await drafting.remove(request.kind, request.item_id)

"""A table is known by its key: under another one it is another item."""

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.knowledge.drafting import Drafting
from shared.domain.knowledge.pages import stored
from shared.domain.knowledge.repository import KnowledgeBaseRepository
from shared.domain.knowledge.schemas import KnowledgeItemView
from shared.engines.knowledge.items import TableContent
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ReplaceKnowledgeTable(Request):
    """Which one of which app, and what it is from now on."""

    app_id: Identifier
    table_id: Identifier
    content: TableContent


def _base_path(request: ReplaceKnowledgeTable) -> list[str]:
    return [KnowledgeBaseRepository.path(request.app_id)]


@command(
    "PUT /v1/apps/{appId}/kb/tables/{tableId}",
    permission=Permission.KNOWLEDGE_WRITE,
    loads=Loads(AppRepository, "app_id", beside=_base_path, tagged=False),
    errors=(NotFound, FailedPrecondition),
)
async def replace_knowledge_table(request: ReplaceKnowledgeTable, ctx: CommandContext) -> KnowledgeItemView:
    """Change a table in the draft; what is active stays as it is."""
    (await AppRepository(ctx.work).get(request.app_id)).require_active()
    item = stored(request.content)
    if item.id != request.table_id:
        raise NotFound("no item of this key has that id", code="knowledge_item_not_found")
    drafting = await Drafting.begun(ctx.work, request.app_id, by=ctx.author)
    await drafting.replace(item)
    return KnowledgeItemView.of(item)

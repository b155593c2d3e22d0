"""An API by hand, next to those that files bring."""

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.knowledge.drafting import Drafting
from shared.domain.knowledge.pages import stored
from shared.domain.knowledge.repository import KnowledgeBaseRepository
from shared.domain.knowledge.schemas import KnowledgeItemView
from shared.engines.knowledge.items import ApiContent
from shared.errors import AlreadyExists, FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class CreateKnowledgeApi(Request):
    """Of which app, and what it is."""

    app_id: Identifier
    content: ApiContent


def _base_path(request: CreateKnowledgeApi) -> list[str]:
    return [KnowledgeBaseRepository.path(request.app_id)]


@command(
    "POST /v1/apps/{appId}/kb/apis",
    permission=Permission.KNOWLEDGE_WRITE,
    loads=Loads(AppRepository, "app_id", beside=_base_path, tagged=False),
    idempotent=True,
    errors=(AlreadyExists, FailedPrecondition),
    status=201,
)
async def create_knowledge_api(request: CreateKnowledgeApi, ctx: CommandContext) -> KnowledgeItemView:
    """Add an API to the draft; agents don't see it before the draft is approved."""
    (await AppRepository(ctx.work).get(request.app_id)).require_active()
    item = stored(request.content)
    drafting = await Drafting.begun(ctx.work, request.app_id, by=ctx.author)
    await drafting.create(item)
    ctx.work.about(knowledgeItemId=item.id)
    return KnowledgeItemView.of(item)

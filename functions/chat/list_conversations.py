"""Which conversations an app has kept."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.apps.repository import AppRepository
from shared.domain.chat.conversations import CONVERSATION_LIST, ConversationRepository, ConversationView
from shared.domain.chat.requests import Text
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListConversations(ListRequest):
    """Of which app, and of whom, as callers named their end users."""

    app_id: Identifier
    user: Text | None = None


@query(
    "GET /v1/apps/{appId}/conversations",
    permission=Permission.CONVERSATIONS_READ,
    loads=Loads(AppRepository, "app_id", tagged=False),
    lists=CONVERSATION_LIST,
    audited=True,
)
async def list_conversations(request: ListConversations, ctx: QueryContext) -> Page[ConversationView]:
    """List an app's conversations, the last continued first."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    equals = {"appId": app.id, "user": request.user}
    page = await ConversationRepository(ctx.reads).page(CONVERSATION_LIST, request.page(), equals)
    return page.with_items([ConversationView.of(each) for each in page.items if each.is_kept(at=ctx.now)])

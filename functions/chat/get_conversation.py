"""One conversation, without its turns."""

from shared.auth.permissions import Permission
from shared.domain.chat.conversations import ConversationRepository, ConversationView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetConversation(Request):
    """Which conversation of which app."""

    app_id: Identifier
    conversation_id: Identifier


@query(
    "GET /v1/apps/{appId}/conversations/{conversationId}",
    permission=Permission.CONVERSATIONS_READ,
    loads=Loads(ConversationRepository, "conversation_id"),
    audited=True,
)
async def get_conversation(request: GetConversation, ctx: QueryContext) -> ConversationView:
    """Show a conversation."""
    conversations = ConversationRepository(ctx.reads)
    return ConversationView.of(await conversations.get_kept(request.app_id, request.conversation_id, at=ctx.now))

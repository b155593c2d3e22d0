"""What was said in a conversation: all that is kept of it, page by page."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.chat.conversations import TURN_LIST, ConversationRepository, ConversationTurnRepository, TurnView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListConversationTurns(ListRequest):
    """Of which conversation of which app."""

    app_id: Identifier
    conversation_id: Identifier


@query(
    "GET /v1/apps/{appId}/conversations/{conversationId}/turns",
    permission=Permission.CONVERSATIONS_READ,
    loads=Loads(ConversationRepository, "conversation_id", tagged=False),
    lists=TURN_LIST,
    audited=True,
)
async def list_conversation_turns(request: ListConversationTurns, ctx: QueryContext) -> Page[TurnView]:
    """List a conversation's turns, the first first."""
    conversations = ConversationRepository(ctx.reads)
    found = await conversations.get_kept(request.app_id, request.conversation_id, at=ctx.now)
    page = await ConversationTurnRepository(ctx.reads).page(TURN_LIST, request.page(), {"conversationId": found.id})
    return page.with_items([TurnView.of(turn) for turn in page.items if turn.expires_at > ctx.now])

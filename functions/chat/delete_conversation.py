"""A conversation that is deleted is gone with all its turns."""

from shared.auth.permissions import Permission
from shared.domain.chat.conversations import ConversationRepository, ConversationTurnRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DeleteConversation(Request):
    """Which conversation of which app."""

    app_id: Identifier
    conversation_id: Identifier


@command(
    "DELETE /v1/apps/{appId}/conversations/{conversationId}",
    permission=Permission.CONVERSATIONS_MANAGE,
    loads=Loads(ConversationRepository, "conversation_id"),
    status=204,
)
async def delete_conversation(request: DeleteConversation, ctx: CommandContext) -> None:
    """Delete a conversation and its turns."""
    conversations, turns = ConversationRepository(ctx.work), ConversationTurnRepository(ctx.work)
    found = await conversations.get_kept(request.app_id, request.conversation_id, at=ctx.now)
    for turn in await turns.of_conversation(found.id):
        turns.remove(turn)
    conversations.remove(found)

"""A comment that was answered stays as a place without words, until the last reply is deleted too."""

from shared.auth.permissions import Permission
from shared.domain.cards.changes import CardChangeKind
from shared.domain.cards.comments import CardComment
from shared.domain.cards.repository import CardCommentRepository, CardRepository, keep_change
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DeleteCardComment(Request):
    """Which comment on which card."""

    card_id: Identifier
    comment_id: Identifier


@command(
    "DELETE /v1/cards/{cardId}/comments/{commentId}",
    permission=Permission.CARD_COMMENTS_DELETE,
    loads=Loads(CardCommentRepository, "comment_id", whole=(CardRepository, "card_id")),
    errors=(FailedPrecondition,),
    status=204,
)
async def delete_card_comment(request: DeleteCardComment, ctx: CommandContext) -> None:
    """Delete a comment of one's own; whoever publishes cards deletes anybody's."""
    comments = CardCommentRepository(ctx.work)
    comment = await comments.get_of(request.card_id, request.comment_id)
    comment.require_there()
    if comment.replies:
        comments.save(comment.emptied(at=ctx.now))
    else:
        comments.remove(comment)
    if comment.is_reply:
        await _leave(comments, comment)
    keep_change(ctx.work, comment.card_id, CardChangeKind.COMMENT_DELETED, ctx.author, comment_id=comment.id)


async def _leave(comments: CardCommentRepository, reply: CardComment) -> None:
    thread = (await comments.get(reply.thread_id)).without_reply()
    if thread.deleted_at is not None and not thread.replies:
        comments.remove(thread)
    else:
        comments.save(thread)

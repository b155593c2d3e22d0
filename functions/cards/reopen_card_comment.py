"""A thread that was settled too early is open again."""

from shared.auth.permissions import Permission
from shared.domain.cards.changes import CardChangeKind
from shared.domain.cards.repository import CardCommentRepository, CardRepository, keep_change
from shared.domain.cards.schemas import CardCommentView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ReopenCardComment(Request):
    """The comment that begins the thread."""

    card_id: Identifier
    comment_id: Identifier


@command(
    "POST /v1/cards/{cardId}/comments/{commentId}/reopen",
    permission=Permission.CARDS_READ,
    loads=Loads(CardCommentRepository, "comment_id", whole=(CardRepository, "card_id")),
    errors=(FailedPrecondition,),
)
async def reopen_card_comment(request: ReopenCardComment, ctx: CommandContext) -> CardCommentView:
    """Reopen a thread of comments."""
    comments = CardCommentRepository(ctx.work)
    comment = (await comments.get_of(request.card_id, request.comment_id)).reopened()
    comments.save(comment)
    keep_change(ctx.work, comment.card_id, CardChangeKind.THREAD_REOPENED, ctx.author, comment_id=comment.id)
    return CardCommentView.of(comment)

"""One comment, with the ETag that a change of it needs."""

from shared.auth.permissions import Permission
from shared.domain.cards.repository import CardCommentRepository, CardRepository
from shared.domain.cards.schemas import CardCommentView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetCardComment(Request):
    """Which comment on which card."""

    card_id: Identifier
    comment_id: Identifier


@query(
    "GET /v1/cards/{cardId}/comments/{commentId}",
    permission=Permission.CARDS_READ,
    loads=Loads(CardCommentRepository, "comment_id", whole=(CardRepository, "card_id")),
)
async def get_card_comment(request: GetCardComment, ctx: QueryContext) -> CardCommentView:
    """Get a comment on a card."""
    return CardCommentView.of(await CardCommentRepository(ctx.reads).get_of(request.card_id, request.comment_id))

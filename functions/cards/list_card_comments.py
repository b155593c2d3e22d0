"""The threads on a card, or the replies of one, each with where in the draft its quote is now."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.cards.repository import CARD_COMMENT_LIST, CardCommentRepository, CardRepository
from shared.domain.cards.schemas import ListedComment
from shared.domain.tenants.repository import MemberRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListCardComments(ListRequest):
    """Of which card: the threads, open ones or those that are resolved if said, or the replies of one thread."""

    card_id: Identifier
    thread_id: Identifier | None = None
    resolved: bool | None = None


@query(
    "GET /v1/cards/{cardId}/comments",
    permission=Permission.CARDS_READ,
    loads=Loads(CardRepository, "card_id", tagged=False),
    lists=CARD_COMMENT_LIST,
)
async def list_card_comments(request: ListCardComments, ctx: QueryContext) -> Page[ListedComment]:
    """List a card's threads of comments, or a thread's replies, the oldest first."""
    card = await CardRepository(ctx.reads).get(request.card_id)
    is_reply = request.thread_id is not None
    equals = {"cardId": card.id, "isReply": is_reply, "threadId": request.thread_id, "isResolved": request.resolved}
    page = await CardCommentRepository(ctx.reads).page(CARD_COMMENT_LIST, request.page(), equals)
    names = await MemberRepository(ctx.reads).names(comment.created_by for comment in page.items)
    return page.with_items(
        [ListedComment.named(comment, card, names.get(comment.created_by)) for comment in page.items]
    )

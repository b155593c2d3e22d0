"""Who wrote a comment may say it otherwise; whoever it mentions now, and didn't before, is told."""

from shared.auth.permissions import Permission
from shared.domain.cards.changes import CardChangeKind
from shared.domain.cards.comments import CommentText, Mentions
from shared.domain.cards.events import CardCommentMentioned
from shared.domain.cards.repository import CardCommentRepository, CardRepository, keep_change
from shared.domain.cards.schemas import CardCommentView
from shared.domain.tenants.repository import MemberRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class UpdateCardComment(Request):
    """The comment's words; who is mentioned stays unless it is said."""

    card_id: Identifier
    comment_id: Identifier
    text: CommentText
    mentions: Mentions | None = None


def _members(request: UpdateCardComment) -> list[str]:
    return [MemberRepository.path(id) for id in request.mentions or ()]


@command(
    "PATCH /v1/cards/{cardId}/comments/{commentId}",
    permission=Permission.CARD_COMMENTS_WRITE,
    loads=Loads(CardCommentRepository, "comment_id", beside=_members, whole=(CardRepository, "card_id")),
    errors=(FailedPrecondition,),
)
async def update_card_comment(request: UpdateCardComment, ctx: CommandContext) -> CardCommentView:
    """Change a comment of one's own."""
    comments = CardCommentRepository(ctx.work)
    comment = await comments.get_of(request.card_id, request.comment_id)
    mentions = comment.mentions
    if request.mentions is not None:
        mentions = request.mentions
        await MemberRepository(ctx.work).require_active(mentions, at="/mentions")
    edited = comment.edited(request.text, mentions, at=ctx.now)
    comments.save(edited)
    if told := comment.to_tell(mentions):
        event = CardCommentMentioned(card_id=comment.card_id, comment_id=comment.id, member_ids=told)
        ctx.work.emit(event)
    keep_change(ctx.work, comment.card_id, CardChangeKind.COMMENT_EDITED, ctx.author, comment_id=comment.id)
    return CardCommentView.of(edited)

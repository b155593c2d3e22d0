"""Whoever a comment mentions hears of it once."""

from shared.domain.cards.events import CardCommentMentioned
from shared.domain.cards.repository import CardCommentRepository, CardRepository
from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.telling import tell_and_mail
from shared.domain.tenants.repository import MemberRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(CardCommentMentioned)
async def announce_card_mention(event: CardCommentMentioned, ctx: SubscriberContext) -> None:
    """Notify the members whom a comment mentions, unless it is gone by then."""
    cards, comments, members = CardRepository(ctx.work), CardCommentRepository(ctx.work), MemberRepository(ctx.work)
    await ctx.work.get_many([cards.path(event.card_id), comments.path(event.comment_id)])
    card, comment = await cards.find(event.card_id), await comments.find(event.comment_id)
    if card is None or comment is None or comment.deleted_at is not None:
        return
    *mentioned, author = await members.get_many([*event.member_ids, comment.created_by])
    await tell_and_mail(
        ctx.work,
        [member.id for member in mentioned if member is not None and member.is_active],
        NotificationKind.MENTIONED_ON_CARD,
        link=f"/cards/{card.id}?comment={comment.id}",
        card=card.content.name,
        author=author.display_name if author else comment.created_by,
    )

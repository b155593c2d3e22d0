"""A comment begins a thread, at a place in the draft or about all of the card, or answers one."""

from shared.auth.permissions import Permission
from shared.domain.cards.anchors import Anchor, anchored
from shared.domain.cards.changes import CardChangeKind
from shared.domain.cards.comments import CardComment, CommentText, Mentions
from shared.domain.cards.events import CardCommentMentioned
from shared.domain.cards.repository import CardCommentRepository, CardRepository, keep_change
from shared.domain.cards.schemas import CardCommentView
from shared.domain.tenants.repository import MemberRepository
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class CreateCardComment(Request):
    """What is said, and to whom by their members' ids; a reply names its thread and has no place of its own."""

    card_id: Identifier
    text: CommentText
    mentions: Mentions = ()
    anchor: Anchor | None = None
    thread_id: Identifier | None = None


def _paths(request: CreateCardComment) -> list[str]:
    thread = [CardCommentRepository.path(request.thread_id)] if request.thread_id is not None else []
    return [*thread, *(MemberRepository.path(id) for id in request.mentions)]


@command(
    "POST /v1/cards/{cardId}/comments",
    permission=Permission.CARDS_READ,
    idempotent=True,
    loads=Loads(CardRepository, "card_id", beside=_paths),
    errors=(NotFound, FailedPrecondition),
    status=201,
)
async def create_card_comment(request: CreateCardComment, ctx: CommandContext) -> CardCommentView:
    """Comment on a card; whoever is mentioned is told once."""
    cards, comments = CardRepository(ctx.work), CardCommentRepository(ctx.work)
    card = await cards.get(request.card_id)
    card.require_active()
    await MemberRepository(ctx.work).require_active(request.mentions, at="/mentions")
    id = ctx.new_id()
    if request.thread_id is not None:
        if request.anchor is not None:
            problem = FieldProblem("/anchor", "anchor_of_reply", "leave it out; a reply is where its thread is")
            raise InvalidInput("a reply has no place of its own", fields=[problem])
        comments.save((await comments.get_of(card.id, request.thread_id)).replied())
    comment = CardComment(
        id=id,
        card_id=card.id,
        thread_id=request.thread_id or id,
        text=request.text,
        anchor=anchored(request.anchor, card.content) if request.anchor is not None else None,
        mentions=request.mentions,
        told=request.mentions,
        created_by=ctx.author,
        created_at=ctx.now,
    )
    cards.hold(card)
    comments.add(comment)
    told = tuple(member_id for member_id in request.mentions if member_id != ctx.author)
    if told:
        ctx.work.emit(CardCommentMentioned(card_id=card.id, comment_id=comment.id, member_ids=told))
    keep_change(ctx.work, card.id, CardChangeKind.COMMENTED, ctx.author, comment_id=comment.id)
    ctx.work.about(commentId=comment.id)
    return CardCommentView.of(comment)

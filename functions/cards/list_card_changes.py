"""The history of a card: its draft, versions and labels, what was written together, and what was said about it."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.cards.changes import CardChangeKind
from shared.domain.cards.repository import CARD_CHANGE_LIST, CardChangeRepository, CardRepository
from shared.domain.cards.schemas import CardChangeView
from shared.domain.tenants.repository import MemberRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListCardChanges(ListRequest):
    """Of which card; of one kind, or by one member or key, if said."""

    card_id: Identifier
    kind: CardChangeKind | None = None
    by: Identifier | None = None


@query(
    "GET /v1/cards/{cardId}/changes",
    permission=Permission.CARDS_READ,
    loads=Loads(CardRepository, "card_id", tagged=False),
    lists=CARD_CHANGE_LIST,
)
async def list_card_changes(request: ListCardChanges, ctx: QueryContext) -> Page[CardChangeView]:
    """List who changed what of a card and when, the latest first."""
    card = await CardRepository(ctx.reads).get(request.card_id)
    equals = {"cardId": card.id, "kind": request.kind, "by": request.by}
    page = await CardChangeRepository(ctx.reads).page(CARD_CHANGE_LIST, request.page(), equals)
    names = await MemberRepository(ctx.reads).names(change.by for change in page.items)
    return page.with_items([CardChangeView.named(change, names.get(change.by)) for change in page.items])

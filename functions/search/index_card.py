"""The index follows the cards: an event tells which to look at, never what it says."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.cards.events import CardChanged
from shared.domain.cards.model import Card
from shared.domain.cards.repository import CardRepository
from shared.domain.cards.searching import search_entry
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(CardChanged, external=True)
async def index_card(event: CardChanged, ctx: ExternalContext) -> None:
    """Keep what a card is found by up to date."""

    async def read(work: UnitOfWork) -> Card:
        return await CardRepository(work).get(event.card_id)

    await ctx.search.put(search_entry(await ctx.prepare(read)))

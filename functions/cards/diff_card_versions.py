"""What changed between two versions, or from one to the draft."""

import asyncio

from shared.auth.permissions import Permission
from shared.data.repository import found
from shared.domain.cards.content import CardContent
from shared.domain.cards.differences import Difference, difference
from shared.domain.cards.model import DRAFT, VersionName, version_id
from shared.domain.cards.repository import CardRepository, CardVersionRepository
from shared.errors import NotFound
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class DiffCardVersions(Request):
    """Which two: a number, a label, `latest` or `draft` each."""

    card_id: Identifier
    before: VersionName
    after: VersionName = DRAFT


@query(
    "GET /v1/cards/{cardId}/differences",
    permission=Permission.CARDS_READ,
    loads=Loads(CardRepository, "card_id", tagged=False),
    errors=(NotFound,),
)
async def diff_card_versions(request: DiffCardVersions, ctx: QueryContext) -> Difference:
    """Get what changed between two versions of a card."""
    card = await CardRepository(ctx.reads).get(request.card_id)
    numbers = [card.number_of(name) for name in (request.before, request.after)]
    ids = [version_id(card.id, number) for number in numbers]
    contents: list[CardContent] = []
    for number, version in zip(numbers, await CardVersionRepository(ctx.reads).get_many(ids), strict=True):
        contents.append(found(version, "card_version").content if number else card.content)
    # Comparing long texts takes a while.
    return await asyncio.to_thread(difference, contents[0], contents[1], (request.before, request.after))

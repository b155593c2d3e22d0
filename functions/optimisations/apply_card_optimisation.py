"""What a search found becomes a card's draft; saving it makes a version of its own."""

from shared.auth.permissions import Permission
from shared.domain.cards.events import CardChanged
from shared.domain.cards.repository import CardRepository, CardVersionRepository
from shared.domain.cards.schemas import CardView
from shared.domain.suite_runs.repository import CardOptimisationRepository
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ApplyCardOptimisation(Request):
    """Which search for which card."""

    card_id: Identifier
    optimisation_id: Identifier


@command(
    "POST /v1/cards/{cardId}/optimisations/{optimisationId}/apply",
    permission=Permission.CARDS_WRITE,
    loads=Loads(
        CardRepository,
        "card_id",
        beside=lambda request: [CardOptimisationRepository.path(request.optimisation_id)],
    ),
    errors=(NotFound, FailedPrecondition),
)
async def apply_card_optimisation(request: ApplyCardOptimisation, ctx: CommandContext) -> CardView:
    """Put the best prompt of a search in the place of the draft's; the rest of the draft stays as it is."""
    cards = CardRepository(ctx.work)
    card = await cards.get(request.card_id)
    search = await CardOptimisationRepository(ctx.work).get(request.optimisation_id)
    if search.card_id != card.id:
        raise NotFound("the card has no such search", code="card_optimisation_not_found")
    if search.result is None:
        raise FailedPrecondition("the search has come to nothing that could be applied", code="no_result")
    if search.result.best == 0:
        raise FailedPrecondition("nothing did better than the prompt as it was", code="nothing_better")
    version = await CardVersionRepository(ctx.work).named(card, str(search.card_version))
    prompt = version.content.with_templates(search.result.templates).prompt
    edited = card.edited(card.content.with_(prompt=prompt), at=ctx.now)
    cards.save(edited)
    ctx.work.emit(CardChanged(card_id=edited.id))
    return CardView.of(edited)

"""An A/B test compares versions of a card by what comes of them where they are used."""

from shared.auth.permissions import Permission
from shared.domain.ab_tests.model import AbTest, AbTestPlan
from shared.domain.ab_tests.repository import AbTestRepository
from shared.domain.ab_tests.schemas import AbTestView
from shared.domain.cards.repository import CardRepository
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class CreateAbTest(Request):
    """Of which card, and what is compared by what."""

    card_id: Identifier
    plan: AbTestPlan


@command(
    "POST /v1/cards/{cardId}/ab-tests",
    permission=Permission.CARDS_WRITE,
    idempotent=True,
    loads=Loads(CardRepository, "card_id"),
    errors=(NotFound, FailedPrecondition),
    status=201,
)
async def create_ab_test(request: CreateAbTest, ctx: CommandContext) -> AbTestView:
    """Plan an A/B test of a card's versions; it begins when it is started."""
    card = await CardRepository(ctx.work).get(request.card_id)
    card.require_active()
    for variant in request.plan.variants:
        card.number_of(str(variant.version))
    test = AbTest(id=ctx.new_id(), card_id=card.id, plan=request.plan, created_by=ctx.author, created_at=ctx.now)
    AbTestRepository(ctx.work).add(test)
    ctx.work.about(abTestId=test.id)
    return AbTestView.of(test)

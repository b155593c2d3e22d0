"""Most steps need no sandbox: a process waits for models nearly all the time."""

from shared.domain.suite_runs.events import CardSearchStepDue
from shared.runtime.card_search import make_step
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(CardSearchStepDue, external=True)
async def make_card_search_step(event: CardSearchStepDue, ctx: ExternalContext) -> None:
    """Make one step of a search of a better prompt."""
    await make_step(event, ctx)

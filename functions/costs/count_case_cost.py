"""What a try of a run, or a call of a search of a better prompt, came to is counted as it is told."""

from shared.domain.model_costs.model import CostSource, Tried, entries_of
from shared.domain.model_costs.repository import count
from shared.domain.suite_runs.events import SuiteCaseCompleted
from shared.domain.suite_runs.model import UNFINISHED
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(SuiteCaseCompleted)
async def count_case_cost(event: SuiteCaseCompleted, ctx: SubscriberContext) -> None:
    """Count what a try came to under its day, card, models, providers and member."""
    source = CostSource(card_id=event.card_id, run_id=event.run_id, member=event.member, at=event.at)
    tried = Tried(
        provider=event.provider,
        model=event.model,
        outcome=event.outcome,
        cached=event.cached,
        finished=event.outcome != UNFINISHED,
    )
    ids = [ctx.new_id() for _ in range(len(event.spent) + 1)]
    count(ctx.work, entries_of(source, tried, event.spent, ids=ids))

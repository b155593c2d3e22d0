"""What a try of a run, or a call of a search of a better prompt, came to is counted as it is told."""

from shared.domain.model_costs.model import CostCounters, CostKind
from shared.domain.model_costs.repository import count
from shared.domain.suite_runs.events import SuiteCaseCompleted
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(SuiteCaseCompleted)
async def count_case_cost(event: SuiteCaseCompleted, ctx: SubscriberContext) -> None:
    """Count what a try came to under its day, card, model, provider and member."""
    names = {
        CostKind.CARD: event.card_id,
        CostKind.MODEL: f"{event.provider}:{event.model}",
        CostKind.PROVIDER: event.provider,
        CostKind.MEMBER: event.member,
    }
    counters = CostCounters(
        tries=1,
        cached=int(event.cached),
        estimated=int(event.estimated),
        unpriced=int(event.cost_nanos is None),
        prompt_tokens=event.prompt_tokens,
        completion_tokens=event.completion_tokens,
        cost_nanos=event.cost_nanos or 0,
    )
    count(ctx.work, names, counters, at=event.at)

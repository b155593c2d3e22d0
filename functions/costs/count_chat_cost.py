"""What a chat completion came to is counted beside what runs do."""

from shared.domain.chat.events import ChatCompleted
from shared.domain.model_costs.model import CostSource, Tried, entries_of
from shared.domain.model_costs.repository import count
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(ChatCompleted)
async def count_chat_cost(event: ChatCompleted, ctx: SubscriberContext) -> None:
    """Count what a completion came to under its day, app, models, providers and member."""
    source = CostSource(app_id=event.app_id, member=event.member, at=event.at)
    tried = Tried(provider=event.provider, model=event.model, outcome=event.outcome, cached=event.cached)
    ids = [ctx.new_id() for _ in range(len(event.spent) + 1)]
    count(ctx.work, entries_of(source, tried, event.spent, ids=ids))

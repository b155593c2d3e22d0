"""The items of a draft that nobody reads any more are removed, page by page."""

from shared.data.pagination import PageRequest
from shared.domain.knowledge.events import KnowledgeDraftLeft
from shared.domain.knowledge.model import draft_key
from shared.domain.knowledge.repository import DRAFT_LIST, DraftItemRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber

PAGE = 100


@subscriber(KnowledgeDraftLeft)
async def clear_knowledge_draft(event: KnowledgeDraftLeft, ctx: SubscriberContext) -> None:
    """Remove what a draft held that was published or discarded."""
    items = DraftItemRepository(ctx.work)
    page = await items.page(DRAFT_LIST, PageRequest(PAGE), {"draftKey": draft_key(event.app_id, event.draft)})
    for item in page.items:
        items.remove(item)
    if page.next_cursor is not None:
        ctx.work.emit(event)

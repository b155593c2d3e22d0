"""What subscribers could not handle."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.dead_letters.repository import DEAD_LETTER_LIST, DeadLetterRepository
from shared.domain.dead_letters.schemas import DeadLetterView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, ListRequest


class ListDeadLetters(ListRequest):
    """Whose dead letters."""

    subscriber: Identifier | None = None


@query("GET /v1/dead-letters", permission=Permission.DEAD_LETTERS_MANAGE, lists=DEAD_LETTER_LIST)
async def list_dead_letters(request: ListDeadLetters, ctx: QueryContext) -> Page[DeadLetterView]:
    """List events that could not be handled, newest first."""
    filters = {"subscriber": request.subscriber}
    page = await DeadLetterRepository(ctx.reads).page(DEAD_LETTER_LIST, request.page(), filters)
    return page.with_items([DeadLetterView.of(letter) for letter in page.items])

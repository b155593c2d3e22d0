"""The index follows the questions: an event tells which to look at, never what it says."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.questions.events import QuestionChanged
from shared.domain.questions.model import Question
from shared.domain.questions.repository import QuestionRepository
from shared.domain.questions.searching import SEARCH_KIND, search_entry
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(QuestionChanged, external=True)
async def index_question(event: QuestionChanged, ctx: ExternalContext) -> None:
    """Keep what a question is found by up to date."""

    async def read(work: UnitOfWork) -> Question | None:
        return await QuestionRepository(work).find(event.question_id)

    question = await ctx.prepare(read)
    if question is None:
        await ctx.search.remove(SEARCH_KIND, event.question_id)
    else:
        await ctx.search.put(search_entry(question))

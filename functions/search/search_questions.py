"""Questions by the words of their titles and prompts; what was changed a moment ago may be found as it was before."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page, page_of
from shared.domain.questions.labels import Difficulty
from shared.domain.questions.model import QuestionStatus
from shared.domain.questions.repository import QuestionRepository
from shared.domain.questions.schemas import QuestionSummary
from shared.domain.questions.searching import SEARCH_KIND
from shared.engines.labels import Label
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, SearchRequest


class SearchQuestions(SearchRequest):
    """The words, and which questions."""

    status: QuestionStatus | None = None
    kind: Identifier | None = None
    language: Identifier | None = None
    difficulty: Difficulty | None = None
    tag: Label | None = None
    skill: Label | None = None


@query("GET /v1/search/questions", permission=Permission.QUESTIONS_READ)
async def search_questions(request: SearchQuestions, ctx: QueryContext) -> Page[QuestionSummary]:
    """Find questions by words, beginnings of words and words with a typo, the best match first."""
    facets = {
        "status": request.status,
        "kind": request.kind,
        "language": request.language,
        "difficulty": request.difficulty,
        "tag": request.tag,
        "skill": request.skill,
    }
    hits = await ctx.search.find(SEARCH_KIND, request.q, facets)
    scope = {"search": SEARCH_KIND, "q": request.q, **facets}
    page = page_of(hits, request.page(), ctx.reads.tenant_id, scope, lambda hit: [-hit.score, hit.id])
    questions = await QuestionRepository(ctx.reads).get_many([hit.id for hit in page.items])
    return page.with_items([QuestionSummary.of(question) for question in questions if question is not None])

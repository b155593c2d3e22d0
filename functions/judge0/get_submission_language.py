"""One language by its number."""

from shared.auth.permissions import Permission
from shared.domain.judge0.answers import LanguageView
from shared.domain.judge0.languages import NumberedLanguage, language_numbered
from shared.domain.judge0.requests import Judge0Model
from shared.errors import NotFound
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import REFERENCE, query
from shared.runtime.judge0 import JUDGE0
from shared.runtime.rate_limit_policies import FOREIGN


class GetSubmissionLanguage(Judge0Model):
    """Which language."""

    id: int


@query(
    "GET /judge0/languages/{id}",
    permission=Permission.EXECUTIONS_RUN,
    limits=(FOREIGN,),
    wire=JUDGE0,
    kept_for=REFERENCE,
)
async def get_submission_language(request: GetSubmissionLanguage, ctx: QueryContext) -> LanguageView:
    """Get a language."""
    language = language_numbered(request.id)
    if language is None:
        raise NotFound(f"there is no language with id {request.id}", code="language_not_found")
    return LanguageView.whole(NumberedLanguage(request.id, language))

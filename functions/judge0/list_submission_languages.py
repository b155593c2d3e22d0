"""Which languages there are, by Judge0's numbers."""

from shared.auth.permissions import Permission
from shared.domain.judge0.answers import LanguageList, LanguageView
from shared.domain.judge0.languages import numbered_languages
from shared.domain.judge0.requests import Judge0Model
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import REFERENCE, query
from shared.runtime.judge0 import JUDGE0
from shared.runtime.rate_limit_policies import FOREIGN


class ListSubmissionLanguages(Judge0Model):
    """Nothing to say."""


@query(
    "GET /judge0/languages", permission=Permission.EXECUTIONS_RUN, limits=(FOREIGN,), wire=JUDGE0, kept_for=REFERENCE
)
async def list_submission_languages(request: ListSubmissionLanguages, ctx: QueryContext) -> LanguageList:
    """List languages."""
    return LanguageList(tuple(LanguageView.of(each) for each in numbered_languages()))

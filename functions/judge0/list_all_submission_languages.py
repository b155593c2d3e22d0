"""The same as the languages there are: none is archived here."""

from shared.auth.permissions import Permission
from shared.domain.judge0.answers import LanguageList, LanguageView
from shared.domain.judge0.languages import numbered_languages
from shared.domain.judge0.requests import Judge0Model
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import REFERENCE, query
from shared.runtime.judge0 import JUDGE0
from shared.runtime.rate_limit_policies import FOREIGN


class ListAllSubmissionLanguages(Judge0Model):
    """Nothing to say."""


@query(
    "GET /judge0/languages/all",
    permission=Permission.EXECUTIONS_RUN,
    limits=(FOREIGN,),
    wire=JUDGE0,
    kept_for=REFERENCE,
)
async def list_all_submission_languages(request: ListAllSubmissionLanguages, ctx: QueryContext) -> LanguageList:
    """List languages, archived ones included."""
    return LanguageList(tuple(LanguageView.listed(each) for each in numbered_languages()))

"""What answers can be written in: what the runner has, not what Ella knows."""

from shared.auth.permissions import Permission
from shared.domain.execution.runner import PATH, RunnerReport
from shared.errors import DependencyUnavailable
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import REFERENCE, query
from shared.runtime.requests import Request


class ListLanguages(Request):
    """Nothing to say."""


@query("GET /v1/languages", permission=Permission.LANGUAGES_READ, errors=(DependencyUnavailable,), kept_for=REFERENCE)
async def list_languages(request: ListLanguages, ctx: QueryContext) -> RunnerReport:
    """List the languages programs can be run in, and when the runner has said so."""
    document = await ctx.reads.global_documents.get(PATH)
    if document is None:
        raise DependencyUnavailable(
            "no runner has reported its languages yet; try again in a few minutes", code="languages_unknown"
        )
    return RunnerReport.model_validate(document.data)

"""What became of each row, as a table; rows have their numbers in the spreadsheet that was imported."""

from shared.auth.permissions import Permission
from shared.domain.invitations.repository import CandidateImportRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.downloads import DownloadView, download
from shared.runtime.requests import Identifier, Request


class DownloadCandidateImportReport(Request):
    """Of which import; its id is its operation's."""

    import_id: Identifier


@query(
    "GET /v1/candidate-imports/{importId}/report",
    permission=Permission.INVITATIONS_READ,
    loads=Loads(CandidateImportRepository, "import_id", tagged=False),
    audited=True,
    errors=(FailedPrecondition,),
)
async def download_candidate_import_report(request: DownloadCandidateImportReport, ctx: QueryContext) -> DownloadView:
    """Get a link to the report of an import that is over."""
    asked = await CandidateImportRepository(ctx.reads).get(request.import_id)
    return await download(ctx, asked.report, f"candidate-import-{asked.id}.csv")

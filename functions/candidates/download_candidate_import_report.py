"""What became of each row, as a table; rows have their numbers in the spreadsheet that was imported."""

from datetime import timedelta

from shared.auth.permissions import Permission
from shared.domain.invitations.repository import CandidateImportRepository
from shared.domain.invitations.schemas import ImportReportLink
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request

URL_LIFETIME = timedelta(minutes=10)


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
async def download_candidate_import_report(
    request: DownloadCandidateImportReport, ctx: QueryContext
) -> ImportReportLink:
    """Get a link to the report of an import that is over."""
    asked = await CandidateImportRepository(ctx.reads).get(request.import_id)
    if asked.report is None:
        raise FailedPrecondition(
            "the report is not written yet; watch the import's operation", code="report_not_written"
        )
    url = await ctx.signed_download(
        asked.report.path, expires_in=URL_LIFETIME, filename=f"candidate-import-{asked.id}.csv"
    )
    return ImportReportLink(url=url, expires_at=ctx.now + URL_LIFETIME)

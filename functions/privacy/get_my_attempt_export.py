"""A candidate asks whether their data is written yet, and then gets a link to it."""

from shared.auth.permissions import Permission
from shared.data.repository import found
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.privacy.exports import FILE_NAME, PersonalDataExportRepository
from shared.domain.privacy.schemas import OwnExportView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.downloads import LINK_LIFETIME
from shared.runtime.requests import Identifier, Request


class GetMyAttemptExport(Request):
    """Of which attempt."""

    attempt_id: Identifier


@query(
    "GET /v1/attempts/{attemptId}/data-export",
    permission=Permission.ATTEMPTS_FOLLOW_UP,
    loads=Loads(AttemptRepository, "attempt_id", tagged=False),
    audited=True,
)
async def get_my_attempt_export(request: GetMyAttemptExport, ctx: QueryContext) -> OwnExportView:
    """Get the export of one's own data that was asked for last, with a link to it once it is written."""
    exports = PersonalDataExportRepository(ctx.reads)
    export = found(await exports.latest_of(request.attempt_id, ctx.candidate.user_id, at=ctx.now), exports.noun)
    if export.file is None:
        return OwnExportView.of(export)
    url = await ctx.signed_download(export.file.path, expires_in=LINK_LIFETIME, filename=FILE_NAME)
    return OwnExportView.of(export, url=url)

"""Where a submission may stand."""

from shared.auth.permissions import Permission
from shared.domain.judge0.answers import StatusList, StatusView
from shared.domain.judge0.requests import Judge0Model
from shared.domain.judge0.statuses import Status
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import REFERENCE, query
from shared.runtime.judge0 import JUDGE0
from shared.runtime.rate_limit_policies import FOREIGN


class ListSubmissionStatuses(Judge0Model):
    """Nothing to say."""


@query("GET /judge0/statuses", permission=Permission.EXECUTIONS_RUN, limits=(FOREIGN,), wire=JUDGE0, kept_for=REFERENCE)
async def list_submission_statuses(request: ListSubmissionStatuses, ctx: QueryContext) -> StatusList:
    """List statuses."""
    return StatusList(tuple(StatusView.of(status) for status in Status))

"""How a submission stands."""

from shared.auth.permissions import Permission
from shared.domain.execution.repository import RunRepository
from shared.domain.judge0.answers import SubmissionView, requested_fields
from shared.domain.judge0.repository import SubmissionRepository
from shared.domain.judge0.requests import FieldNames, Flag, Judge0Model
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.judge0 import JUDGE0
from shared.runtime.rate_limit_policies import FOREIGN
from shared.runtime.requests import Identifier


class GetSubmission(Judge0Model):
    """Which submission, and what of it."""

    token: Identifier
    base64_encoded: Flag = False
    fields: FieldNames = ""


def _run_path(request: GetSubmission) -> list[str]:
    return [RunRepository.path(request.token)]


@query(
    "GET /judge0/submissions/{token}",
    permission=Permission.EXECUTIONS_RUN,
    loads=Loads(SubmissionRepository, "token", beside=_run_path, tagged=False),
    limits=(FOREIGN,),
    wire=JUDGE0,
)
async def get_submission(request: GetSubmission, ctx: QueryContext) -> SubmissionView:
    """Get a submission."""
    fields = requested_fields(request.fields)
    submission = await SubmissionRepository(ctx.reads).get(request.token)
    run = await RunRepository(ctx.reads).get(request.token)
    return SubmissionView.of(submission, run, fields, base64_encoded=request.base64_encoded)

"""Several programs at once: each is accepted or refused on its own."""

from typing import Any

from shared.auth.permissions import Permission
from shared.domain.execution.events import ExecutionRequested
from shared.domain.execution.model import Run
from shared.domain.execution.repository import RunRepository
from shared.domain.judge0.answers import SubmissionsCreated, SubmissionView
from shared.domain.judge0.model import Submission, token_of
from shared.domain.judge0.repository import SubmissionRepository
from shared.domain.judge0.requests import Flag, Judge0Model, SubmissionRequest
from shared.domain.judge0.settings import MAX_BATCH
from shared.domain.plans.model import Quota, QuotaExceeded
from shared.domain.plans.usage import Quotas
from shared.errors import InvalidInput
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.judge0 import JUDGE0, problems_by_field
from shared.runtime.rate_limit_policies import EXECUTION, FOREIGN
from shared.runtime.requests import bind_value


class CreateSubmissions(Judge0Model):
    """The submissions, each as `create_submission` takes it."""

    base64_encoded: Flag = False
    submissions: tuple[dict[str, Any], ...] = ()


def _programs(request: CreateSubmissions) -> int:
    return max(1, len(request.submissions))


@command(
    "POST /judge0/submissions/batch",
    permission=Permission.EXECUTIONS_RUN,
    audited=False,
    limits=(FOREIGN, EXECUTION),
    cost=_programs,
    errors=(QuotaExceeded,),
    status=201,
    wire=JUDGE0,
)
async def create_submissions(request: CreateSubmissions, ctx: CommandContext) -> SubmissionsCreated:
    """Have several programs run; the answer has a token, or what is wrong, in each one's place."""
    if not request.submissions:
        raise InvalidInput("there should be at least one submission in a batch", code="empty_batch")
    if len(request.submissions) > MAX_BATCH:
        message = f"number of submissions in a batch should be less than or equal to {MAX_BATCH}"
        raise InvalidInput(message, code="batch_too_large")
    await Quotas(ctx.work).require(Quota.EXECUTION_SECONDS)
    flag = {"base64_encoded": request.base64_encoded}
    return SubmissionsCreated(tuple(_created({**each, **flag}, ctx) for each in request.submissions))


def _created(values: dict[str, Any], ctx: CommandContext) -> SubmissionView | dict[str, list[str]]:
    token = token_of(ctx.new_id())
    try:
        asked = bind_value(SubmissionRequest, values, strict=False, unknown="ignore")
    except InvalidInput as error:
        return problems_by_field(error)
    SubmissionRepository(ctx.work).add(Submission.of(asked, token=token, by=ctx.author, at=ctx.now))
    run = Run.submitted(token, language=asked.language, source=asked.source_code, spec=asked.run_spec(), at=ctx.now)
    RunRepository(ctx.work).add(run)
    ctx.work.emit(ExecutionRequested(run_id=token))
    return SubmissionView(token=token)

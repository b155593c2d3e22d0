"""A program sent in Judge0's protocol is run like any other; `wait=true` is answered by its outcome, if soon enough."""

import asyncio
from datetime import timedelta

from shared.auth.permissions import Permission
from shared.data.unit_of_work import UnitOfWork
from shared.domain.execution.events import ExecutionRequested
from shared.domain.execution.model import Run
from shared.domain.execution.repository import RunRepository
from shared.domain.judge0.answers import SubmissionView, UnreadableSubmission, requested_fields
from shared.domain.judge0.model import Submission, token_of
from shared.domain.judge0.repository import SubmissionRepository
from shared.domain.judge0.requests import FieldNames, Flag, SubmissionRequest
from shared.domain.plans.model import Quota, QuotaExceeded
from shared.domain.plans.usage import Quotas
from shared.errors import InvalidInput
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import command
from shared.runtime.judge0 import JUDGE0
from shared.runtime.rate_limit_policies import EXECUTION, FOREIGN

PATIENCE = timedelta(seconds=20)
_POLL_SECONDS = 0.1


class CreateSubmission(SubmissionRequest):
    """A submission, and whether to wait for it."""

    wait: Flag = False
    fields: FieldNames = ""


@command(
    "POST /judge0/submissions",
    permission=Permission.EXECUTIONS_RUN,
    external=True,
    audited=False,
    limits=(FOREIGN, EXECUTION),
    errors=(QuotaExceeded,),
    status=201,
    wire=JUDGE0,
)
async def create_submission(request: CreateSubmission, ctx: ExternalContext) -> SubmissionView:
    """Have a program run."""
    fields = requested_fields(request.fields)
    token = token_of(ctx.new_id())
    submission = Submission.of(request, token=token, by=ctx.author, at=ctx.now)
    run = Run.submitted(
        token, language=request.language, source=request.source_code, spec=request.run_spec(), at=ctx.now
    )

    async def write(work: UnitOfWork) -> None:
        await Quotas(work).require(Quota.EXECUTION_SECONDS)
        SubmissionRepository(work).add(submission)
        RunRepository(work).add(run)
        work.emit(ExecutionRequested(run_id=token))

    await ctx.finish(write)
    if not request.wait:
        return SubmissionView(token=token)
    run = await _ended(ctx, run)
    try:
        return SubmissionView.of(submission, run, fields, base64_encoded=request.base64_encoded)
    except InvalidInput as error:
        return UnreadableSubmission(token=token, error=error.message)


async def _ended(ctx: ExternalContext, run: Run) -> Run:
    """Return the run once it has its result, or as it is when patience ends."""

    async def read(work: UnitOfWork) -> Run:
        return await RunRepository(work).get(run.id)

    current = run
    while current.result is None and ctx.outside.clock.now() < ctx.now + PATIENCE:
        await asyncio.sleep(_POLL_SECONDS)
        current = await ctx.prepare(read)
    return current

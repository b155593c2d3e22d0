"""How several submissions stand."""

from typing import Annotated

from pydantic import StringConstraints

from shared.auth.permissions import Permission
from shared.data.repository import is_document_id
from shared.domain.execution.repository import RunRepository
from shared.domain.judge0.answers import SubmissionsView, SubmissionView, requested_fields
from shared.domain.judge0.repository import SubmissionRepository
from shared.domain.judge0.requests import FieldNames, Flag, Judge0Model
from shared.domain.judge0.settings import MAX_BATCH
from shared.errors import InvalidInput
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.judge0 import JUDGE0
from shared.runtime.rate_limit_policies import FOREIGN


class GetSubmissions(Judge0Model):
    """Which submissions, by tokens with commas between, and what of them."""

    tokens: Annotated[str, StringConstraints(max_length=5_000)] = ""
    base64_encoded: Flag = False
    fields: FieldNames = ""


@query("GET /judge0/submissions/batch", permission=Permission.EXECUTIONS_RUN, limits=(FOREIGN,), wire=JUDGE0)
async def get_submissions(request: GetSubmissions, ctx: QueryContext) -> SubmissionsView:
    """Get several submissions."""
    fields = requested_fields(request.fields)
    tokens = [token.strip() for token in request.tokens.split(",") if token.strip()]
    if not tokens:
        raise InvalidInput("there should be at least one submission in a batch", code="empty_batch")
    if len(tokens) > MAX_BATCH:
        message = f"number of submissions in a batch should be less than or equal to {MAX_BATCH}"
        raise InvalidInput(message, code="batch_too_large")
    possible = [token for token in tokens if is_document_id(token)]
    await ctx.reads.get_many([each.path(token) for token in possible for each in (SubmissionRepository, RunRepository)])
    submissions = await SubmissionRepository(ctx.reads).get_many(tokens)
    runs = await RunRepository(ctx.reads).get_many(tokens)
    return SubmissionsView(
        submissions=tuple(
            SubmissionView.of(submission, run, fields, base64_encoded=request.base64_encoded)
            if submission and run
            else None
            for submission, run in zip(submissions, runs, strict=True)
        )
    )

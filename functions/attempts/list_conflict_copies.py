"""What was written in tabs that had lost the attempt, for the candidate to take over by hand."""

from shared.auth.permissions import Permission
from shared.domain.attempts.model import conflict_copy_id
from shared.domain.attempts.repository import AttemptRepository, ConflictCopyRepository
from shared.domain.attempts.schemas import ConflictCopyView
from shared.model import FrozenModel
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request


class ListConflictCopies(Request):
    """Of which attempt."""

    attempt_id: Identifier


class ConflictCopies(FrozenModel):
    """At most one for each question and tab."""

    copies: tuple[ConflictCopyView, ...]


@query(
    "GET /v1/attempts/{attemptId}/conflict-copies",
    permission=Permission.ATTEMPTS_TAKE,
    loads=Loads(AttemptRepository, "attempt_id", tagged=False),
    runtime=Runtime.ASSESSMENT,
)
async def list_conflict_copies(request: ListConflictCopies, ctx: QueryContext) -> ConflictCopies:
    """List what was kept aside of an attempt."""
    attempt = await AttemptRepository(ctx.reads).get(request.attempt_id)
    ids = [
        conflict_copy_id(attempt.id, asked.question_id, seat)
        for asked in attempt.questions
        for seat in attempt.seating.displaced
    ]
    found = await ConflictCopyRepository(ctx.reads).get_many(ids)
    return ConflictCopies(copies=tuple(ConflictCopyView.of(copy) for copy in found if copy is not None))

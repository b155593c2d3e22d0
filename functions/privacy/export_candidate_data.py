"""Candidates have no account to ask with: who invited them hands over what there is, of all of their invitations."""

from pydantic import EmailStr

from shared.auth.permissions import Permission
from shared.data.store import Filter, Operator, StoreQuery
from shared.domain.invitations.model import ERASED_EMAIL
from shared.domain.invitations.repository import InvitationRepository
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.domain.privacy.exports import KIND, Subject, request_export
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Identifier, Request

MAX_INVITATIONS = 200


class ExportCandidateData(Request):
    """Which candidate: an address, or one of the invitations sent to it."""

    email: EmailStr | None = None
    invitation_id: Identifier | None = None


@command(
    "POST /v1/candidates/exports",
    permission=Permission.CANDIDATES_EXPORT,
    idempotent=True,
    errors=(FailedPrecondition, NotFound),
    status=202,
)
async def export_candidate_data(request: ExportCandidateData, ctx: CommandContext) -> OperationView:
    """Write a candidate's data to a file: invitations, attempts, answers, results and runs."""
    if (request.email is None) == (request.invitation_id is None):
        problem = FieldProblem("/email", "one_of", "send either email or invitationId")
        raise InvalidInput("say which candidate", fields=[problem])
    invitations = InvitationRepository(ctx.work)
    email = request.email or (await invitations.get(request.invitation_id or "")).email
    if email == ERASED_EMAIL:
        raise FailedPrecondition("this candidate's data was erased", code="already_erased")
    same = Filter("email", Operator.IN, list(dict.fromkeys((email, email.lower()))))
    found = await ctx.work.query(StoreQuery(invitations.collection, (same,), limit=MAX_INVITATIONS))
    if not found:
        raise NotFound("nobody with this address was invited", code="candidate_not_found")
    ids = tuple(str(each.data["id"]) for each in found)
    author = ctx.member.user_id
    operation = begun(ctx.work, id=ctx.new_id(), kind=KIND, subject_id=ids[0], created_by=author)
    request_export(ctx.work, operation.id, Subject.CANDIDATE, ids, created_by=author)
    return OperationView.of(operation)

"""A case that is deleted is published no more; versions of sets that hold it keep it."""

from shared.auth.permissions import Permission
from shared.domain.app_cases.repository import AppCaseRepository
from shared.domain.apps.repository import AppRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DeleteAppCase(Request):
    """Which case of which app."""

    app_id: Identifier
    case_id: Identifier


@command(
    "DELETE /v1/apps/{appId}/cases/{caseId}",
    permission=Permission.APP_CASES_WRITE,
    loads=Loads(AppCaseRepository, "case_id", whole=(AppRepository, "app_id")),
    status=204,
)
async def delete_app_case(request: DeleteAppCase, ctx: CommandContext) -> None:
    """Delete a case of an app."""
    cases = AppCaseRepository(ctx.work)
    cases.remove(await cases.get_of(request.app_id, request.case_id))

"""Cases are changed by merge patch; what was published of them stays as it was."""

from typing import Annotated, Any

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.app_cases.model import Folder
from shared.domain.app_cases.repository import AppCaseRepository
from shared.domain.app_cases.schemas import AppCaseView
from shared.domain.apps.repository import AppRepository
from shared.domain.cards.cases import MAX_VARIABLES, Assertions, Threshold
from shared.runtime.app_cases import checked_size
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request, Title


class UpdateAppCase(Request):
    """What changes; what is a list or an object replaces what there was, and null leaves a field as it is."""

    app_id: Identifier
    case_id: Identifier
    title: Title | None = None
    folder: Folder | None = None
    vars: Annotated[dict[str, Any], Field(max_length=MAX_VARIABLES)] | None = None
    assertions: Assertions | None = None
    threshold: Threshold | None = None


@command(
    "PATCH /v1/apps/{appId}/cases/{caseId}",
    permission=Permission.APP_CASES_WRITE,
    loads=Loads(AppCaseRepository, "case_id", whole=(AppRepository, "app_id")),
)
async def update_app_case(request: UpdateAppCase, ctx: CommandContext) -> AppCaseView:
    """Change a case of an app."""
    cases = AppCaseRepository(ctx.work)
    case = await cases.get_of(request.app_id, request.case_id)
    names = type(request).model_fields.keys() - {"app_id", "case_id"}
    given = {name: value for name in names if (value := getattr(request, name)) is not None}
    changed = checked_size(case.with_(**given, updated_at=ctx.now))
    cases.save(changed)
    return AppCaseView.of(changed)

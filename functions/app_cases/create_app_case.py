"""A case that somebody writes needs no review."""

from shared.auth.permissions import Permission
from shared.domain.app_cases.model import AppCase, AppCaseStatus, Folder
from shared.domain.app_cases.repository import AppCaseRepository
from shared.domain.app_cases.schemas import AppCaseView
from shared.domain.apps.repository import AppRepository
from shared.domain.cards.cases import Assertions, Threshold, Values
from shared.errors import FailedPrecondition
from shared.runtime.app_cases import checked_size
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request, Title


class CreateAppCase(Request):
    """What is asked, in the variables of the prompts it is tried on, and what must hold of the answer.

    A `folder` is a path, as `billing/refunds`.
    """

    app_id: Identifier
    title: Title
    folder: Folder = ""
    vars: Values
    assertions: Assertions = ()
    threshold: Threshold | None = None


@command(
    "POST /v1/apps/{appId}/cases",
    permission=Permission.APP_CASES_WRITE,
    idempotent=True,
    loads=Loads(AppRepository, "app_id", tagged=False),
    errors=(FailedPrecondition,),
    status=201,
)
async def create_app_case(request: CreateAppCase, ctx: CommandContext) -> AppCaseView:
    """Write a case of an app."""
    app = await AppRepository(ctx.work).get(request.app_id)
    app.require_active()
    given = {name: getattr(request, name) for name in type(request).model_fields if name != "app_id"}
    case = AppCase(
        id=ctx.new_id(),
        app_id=app.id,
        status=AppCaseStatus.ACCEPTED,
        created_by=ctx.author,
        created_at=ctx.now,
        updated_at=ctx.now,
        **given,
    )
    AppCaseRepository(ctx.work).add(checked_size(case))
    ctx.work.about(appCaseId=case.id)
    return AppCaseView.of(case)

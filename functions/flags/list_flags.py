"""Which flags an environment has."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.apps.model import Environment
from shared.domain.apps.repository import AppRepository
from shared.domain.flags.model import FlagStatus
from shared.domain.flags.repository import FLAG_LIST, FlagRepository
from shared.domain.flags.schemas import FlagView
from shared.errors import NotFound
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListFlags(ListRequest):
    """Of which environment, and of which status; all of them without one."""

    app_id: Identifier
    environment: Environment
    status: FlagStatus | None = None


@query(
    "GET /v1/apps/{appId}/environments/{environment}/flags",
    permission=Permission.FLAGS_READ,
    loads=Loads(AppRepository, "app_id", tagged=False),
    lists=FLAG_LIST,
    errors=(NotFound,),
)
async def list_flags(request: ListFlags, ctx: QueryContext) -> Page[FlagView]:
    """List an environment's flags by key."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    app.require_environment(request.environment)
    equals = {"appId": app.id, "environment": request.environment, "status": request.status}
    page = await FlagRepository(ctx.reads).page(FLAG_LIST, request.page(), equals)
    return page.with_items([FlagView.of(flag) for flag in page.items])

"""One flag, as it is set up."""

from shared.auth.permissions import Permission
from shared.domain.flags.repository import FlagRepository
from shared.domain.flags.schemas import FlagView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.flag_requests import FlagRequest


class GetFlag(FlagRequest):
    """Which flag."""


@query(
    "GET /v1/apps/{appId}/environments/{environment}/flags/{flagKey}",
    permission=Permission.FLAGS_READ,
    loads=Loads(FlagRepository, "flag_id"),
)
async def get_flag(request: GetFlag, ctx: QueryContext) -> FlagView:
    """Show a flag."""
    return FlagView.of(await FlagRepository(ctx.reads).get(request.flag_id))

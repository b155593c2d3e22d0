"""How often a flag was evaluated, and which variants it served."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.flags.counts import MAX_DAYS, FlagEvaluations, read_evaluations
from shared.domain.flags.repository import FlagRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.flag_requests import FlagRequest


class GetFlagEvaluations(FlagRequest):
    """Of which flag, and of how many days, today the last."""

    days: Annotated[int, Field(ge=1, le=MAX_DAYS)] = 7


@query(
    "GET /v1/apps/{appId}/environments/{environment}/flags/{flagKey}/evaluations",
    permission=Permission.FLAGS_READ,
    loads=Loads(FlagRepository, "flag_id", tagged=False),
)
async def get_flag_evaluations(request: GetFlagEvaluations, ctx: QueryContext) -> FlagEvaluations:
    """Count a flag's evaluations by day (UTC) and variant; the last seconds of each instance are not in yet."""
    flag = await FlagRepository(ctx.reads).get(request.flag_id)
    days = [ctx.now.date() - timedelta(days=ago) for ago in reversed(range(request.days))]
    return await read_evaluations(ctx.reads, flag.set_id, flag.key, days)

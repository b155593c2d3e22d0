"""The segments that an environment's flags may name."""

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.flags.repository import SegmentListRepository
from shared.domain.flags.schemas import SegmentListView
from shared.errors import NotFound
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.flag_requests import FlagSetRequest, beside_segments


class GetSegments(FlagSetRequest):
    """Of which environment."""


@query(
    "GET /v1/apps/{appId}/environments/{environment}/segments",
    permission=Permission.FLAGS_READ,
    loads=Loads(SegmentListRepository, "set_id", beside=beside_segments),
    errors=(NotFound,),
)
async def get_segments(request: GetSegments, ctx: QueryContext) -> SegmentListView:
    """Show an environment's segments, none before the first are set."""
    (await AppRepository(ctx.reads).get(request.app_id)).require_environment(request.environment)
    listed = await SegmentListRepository(ctx.reads).find(request.set_id)
    return SegmentListView(segments=listed.segments if listed else ())

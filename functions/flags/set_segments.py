"""An environment's segments are set all together, so that flags never see half of a change."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.flags.changing import FlagSetChange
from shared.domain.flags.model import MAX_SEGMENTS
from shared.domain.flags.repository import SegmentListRepository
from shared.domain.flags.schemas import SegmentListView
from shared.engines.flags.model import Segment
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.flag_requests import FlagSetRequest, beside_segments


class SetSegments(FlagSetRequest):
    """Every segment that the environment is to have."""

    segments: Annotated[tuple[Segment, ...], Field(max_length=MAX_SEGMENTS)]


@command(
    "PUT /v1/apps/{appId}/environments/{environment}/segments",
    permission=Permission.FLAGS_WRITE,
    loads=Loads(SegmentListRepository, "set_id", beside=beside_segments),
    errors=(NotFound, FailedPrecondition),
)
async def set_segments(request: SetSegments, ctx: CommandContext) -> SegmentListView:
    """Set an environment's segments; one that a flag names can't be left out."""
    app = await AppRepository(ctx.work).get(request.app_id)
    app.require_active()
    app.require_environment(request.environment)
    change = await FlagSetChange.begin(ctx.work, app.id, request.environment)
    listed = await change.replace_segments(request.segments, ctx.author)
    return SegmentListView(segments=listed.segments)

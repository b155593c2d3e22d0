"""What changed between two versions of a flag."""

from shared.auth.permissions import Permission
from shared.data.repository import found
from shared.domain.flags.differences import FlagDifferences, differences
from shared.domain.flags.model import VersionNumber, version_id
from shared.domain.flags.repository import FlagRepository, FlagVersionRepository
from shared.errors import NotFound
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.flag_requests import FlagRequest


class DiffFlagVersions(FlagRequest):
    """Which two; the latest one without `after`."""

    before: VersionNumber
    after: VersionNumber | None = None


@query(
    "GET /v1/apps/{appId}/environments/{environment}/flags/{flagKey}/differences",
    permission=Permission.FLAGS_READ,
    loads=Loads(FlagRepository, "flag_id", tagged=False),
    errors=(NotFound,),
)
async def diff_flag_versions(request: DiffFlagVersions, ctx: QueryContext) -> FlagDifferences:
    """Get what changed between two versions of a flag."""
    flag = await FlagRepository(ctx.reads).get(request.flag_id)
    ids = [version_id(flag.id, number) for number in (request.before, request.after or flag.version)]
    before, after = await FlagVersionRepository(ctx.reads).get_many(ids)
    return differences(found(before, "flag_version"), found(after, "flag_version"))

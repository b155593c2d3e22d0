"""An archived flag is not found by programs any more, which then take their own default."""

from shared.auth.permissions import Permission
from shared.domain.flags.changing import FlagSetChange
from shared.domain.flags.model import FlagChange, FlagStatus, Note
from shared.domain.flags.repository import FlagRepository
from shared.domain.flags.schemas import FlagView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.flag_requests import FlagRequest, beside_flag


class ArchiveFlag(FlagRequest):
    """Which flag; `note` says why, in its history."""

    note: Note = ""


@command(
    "POST /v1/apps/{appId}/environments/{environment}/flags/{flagKey}/archive",
    permission=Permission.FLAGS_WRITE,
    loads=Loads(FlagRepository, "flag_id", beside=beside_flag),
    errors=(FailedPrecondition,),
)
async def archive_flag(request: ArchiveFlag, ctx: CommandContext) -> FlagView:
    """Archive a flag; one that is archived stays as it is."""
    flag = await FlagRepository(ctx.work).get(request.flag_id)
    if flag.status is FlagStatus.ARCHIVED:
        return FlagView.of(flag)
    change = await FlagSetChange.begin(ctx.work, flag.app_id, flag.environment)
    archived = flag.next(flag.definition, status=FlagStatus.ARCHIVED, by=ctx.author, at=ctx.now)
    change.save(archived, FlagChange.ARCHIVED, request.note)
    return FlagView.of(archived)

"""What a flag was before it is again, as a version of its own; that brings an archived flag back."""

from collections.abc import Sequence

from shared.auth.permissions import Permission
from shared.domain.flags.changing import FlagSetChange
from shared.domain.flags.model import FlagChange, FlagStatus, Note, VersionInPath, version_id
from shared.domain.flags.repository import FlagRepository, FlagVersionRepository
from shared.domain.flags.schemas import FlagView
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.flag_requests import FlagRequest, beside_flag


class RestoreFlagVersion(FlagRequest):
    """Which version of which flag; `note` says why, in its history."""

    version: VersionInPath
    note: Note = ""

    @property
    def version_id(self) -> str:
        """The version."""
        return version_id(self.flag_id, int(self.version))


def _beside(request: RestoreFlagVersion) -> Sequence[str]:
    return (*beside_flag(request), FlagVersionRepository.path(request.version_id))


@command(
    "POST /v1/apps/{appId}/environments/{environment}/flags/{flagKey}/versions/{version}/restore",
    permission=Permission.FLAGS_WRITE,
    loads=Loads(FlagRepository, "flag_id", beside=_beside),
    errors=(NotFound, FailedPrecondition),
)
async def restore_flag_version(request: RestoreFlagVersion, ctx: CommandContext) -> FlagView:
    """Make a version's definition the current one."""
    flag = await FlagRepository(ctx.work).get(request.flag_id)
    version = await FlagVersionRepository(ctx.work).get(request.version_id)
    change = await FlagSetChange.begin(ctx.work, flag.app_id, flag.environment)
    if problems := change.problems(flag.key, version.definition):
        raise FailedPrecondition(f"that version does not fit any more: {problems[0].message}", code="version_unusable")
    restored = flag.next(version.definition, status=FlagStatus.ACTIVE, by=ctx.author, at=ctx.now)
    change.save(restored, FlagChange.RESTORED, request.note)
    return FlagView.of(restored)

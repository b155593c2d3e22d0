"""A flag is made for one of an app's environments; another environment has one of its own under the same key."""

from collections.abc import Sequence

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.flags.changing import FlagSetChange, require_sound
from shared.domain.flags.model import Flag, Note, flag_id
from shared.domain.flags.repository import FlagRepository
from shared.domain.flags.schemas import FlagView
from shared.engines.flags.model import FlagDefinition, Key
from shared.errors import AlreadyExists, FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.flag_requests import FlagSetRequest, beside_flag


class CreateFlag(FlagSetRequest):
    """The flag's key and what it serves; `note` says why, in its history."""

    key: Key
    definition: FlagDefinition
    note: Note = ""


def _beside(request: CreateFlag) -> Sequence[str]:
    identifier = flag_id(request.app_id, request.environment, request.key)
    return (*beside_flag(request), FlagRepository.path(identifier))


@command(
    "POST /v1/apps/{appId}/environments/{environment}/flags",
    permission=Permission.FLAGS_WRITE,
    loads=Loads(AppRepository, "app_id", beside=_beside, tagged=False),
    idempotent=True,
    errors=(AlreadyExists, FailedPrecondition),
    status=201,
)
async def create_flag(request: CreateFlag, ctx: CommandContext) -> FlagView:
    """Create a flag."""
    app = await AppRepository(ctx.work).get(request.app_id)
    app.require_active()
    app.require_environment(request.environment)
    identifier = flag_id(app.id, request.environment, request.key)
    if await FlagRepository(ctx.work).find(identifier) is not None:
        raise AlreadyExists("this environment has a flag of that key, maybe an archived one", code="flag_exists")
    change = await FlagSetChange.begin(ctx.work, app.id, request.environment)
    require_sound(change.problems(request.key, request.definition))
    flag = Flag(
        id=identifier,
        app_id=app.id,
        environment=request.environment,
        key=request.key,
        definition=request.definition,
        created_by=ctx.author,
        created_at=ctx.now,
        updated_by=ctx.author,
        updated_at=ctx.now,
    )
    change.add(flag, request.note)
    ctx.work.about(flagId=flag.id)
    return FlagView.of(flag)

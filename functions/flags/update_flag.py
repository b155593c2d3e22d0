"""Flags are changed by merge patch; `{"definition": {"enabled": false}}` is the kill switch."""

from typing import Any

from shared.auth.permissions import Permission
from shared.data.merge_patch import merge_patch
from shared.domain.flags.changing import FlagSetChange, require_sound
from shared.domain.flags.model import FlagChange, Note
from shared.domain.flags.repository import FlagRepository
from shared.domain.flags.schemas import FlagView
from shared.engines.flags.model import FlagDefinition
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.flag_requests import FlagRequest, beside_flag
from shared.runtime.requests import Nested, bind_value


class UpdateFlag(FlagRequest):
    """What changes of the definition, a merge patch; `note` says why, in the flag's history."""

    definition: dict[str, Any]
    note: Note = ""


class Patched(Nested):
    """The definition once it is patched."""

    definition: FlagDefinition


@command(
    "PATCH /v1/apps/{appId}/environments/{environment}/flags/{flagKey}",
    permission=Permission.FLAGS_WRITE,
    loads=Loads(FlagRepository, "flag_id", beside=beside_flag),
    errors=(FailedPrecondition,),
)
async def update_flag(request: UpdateFlag, ctx: CommandContext) -> FlagView:
    """Change what a flag serves; a patch that changes nothing makes no version."""
    flag = await FlagRepository(ctx.work).get(request.flag_id)
    flag.require_active()
    before = flag.definition.model_dump(by_alias=True, mode="json")
    definition = bind_value(Patched, {"definition": merge_patch(before, request.definition)}).definition
    # As JSON: to Python alone, a variant's true is the number 1.
    if definition.model_dump_json() == flag.definition.model_dump_json():
        return FlagView.of(flag)
    if definition.type is not flag.definition.type:
        raise FailedPrecondition("a flag keeps its type, which programs rely on; create another", code="type_is_fixed")
    change = await FlagSetChange.begin(ctx.work, flag.app_id, flag.environment)
    require_sound(change.problems(flag.key, definition))
    changed = flag.next(definition, status=flag.status, by=ctx.author, at=ctx.now)
    change.save(changed, FlagChange.UPDATED, request.note)
    return FlagView.of(changed)

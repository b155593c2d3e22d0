"""What is no longer allowed is found again by the next scan."""

from shared.auth.permissions import Permission
from shared.domain.injections.repository import AllowanceRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RemoveAllowance(Request):
    """Which allowance."""

    allowance_id: Identifier


@command(
    "DELETE /v1/injection-allowances/{allowanceId}",
    permission=Permission.CARDS_PUBLISH,
    loads=Loads(AllowanceRepository, "allowance_id"),
    status=204,
)
async def remove_allowance(request: RemoveAllowance, ctx: CommandContext) -> None:
    """Stop allowing a text."""
    allowances = AllowanceRepository(ctx.work)
    allowances.remove(await allowances.get(request.allowance_id))

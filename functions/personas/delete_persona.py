"""A persona that is deleted talks to nobody any more; conversations that it had stay."""

from shared.auth.permissions import Permission
from shared.domain.app_cases.personas import PersonaRepository
from shared.domain.apps.repository import AppRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DeletePersona(Request):
    """Which persona of which app."""

    app_id: Identifier
    persona_id: Identifier


@command(
    "DELETE /v1/apps/{appId}/personas/{personaId}",
    permission=Permission.APP_CASES_WRITE,
    loads=Loads(PersonaRepository, "persona_id", whole=(AppRepository, "app_id")),
    status=204,
)
async def delete_persona(request: DeletePersona, ctx: CommandContext) -> None:
    """Delete a persona of an app."""
    personas = PersonaRepository(ctx.work)
    personas.remove(await personas.get_of(request.app_id, request.persona_id))

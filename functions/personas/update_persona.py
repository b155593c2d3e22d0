"""Who a persona is changes for the conversations that begin afterwards."""

from shared.auth.permissions import Permission
from shared.domain.app_cases.personas import PersonaRepository, PersonaView
from shared.domain.apps.repository import AppRepository
from shared.engines.simulated_users import SimulatedUser
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class UpdatePersona(Request):
    """Which persona of which app, and who it is from now on: all of it is replaced."""

    app_id: Identifier
    persona_id: Identifier
    user: SimulatedUser


@command(
    "PUT /v1/apps/{appId}/personas/{personaId}",
    permission=Permission.APP_CASES_WRITE,
    loads=Loads(PersonaRepository, "persona_id", whole=(AppRepository, "app_id")),
)
async def update_persona(request: UpdatePersona, ctx: CommandContext) -> PersonaView:
    """Replace who a persona of an app is."""
    personas = PersonaRepository(ctx.work)
    persona = await personas.get_of(request.app_id, request.persona_id)
    changed = persona.with_(user=request.user, updated_at=ctx.now)
    personas.save(changed)
    return PersonaView.of(changed)

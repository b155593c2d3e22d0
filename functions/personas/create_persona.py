"""A persona is written once and talks to the app as often as it is asked to."""

from shared.auth.permissions import Permission
from shared.domain.app_cases.personas import Persona, PersonaRepository, PersonaView
from shared.domain.apps.repository import AppRepository
from shared.engines.simulated_users import SimulatedUser
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class CreatePersona(Request):
    """Who it is, of which app."""

    app_id: Identifier
    user: SimulatedUser


@command(
    "POST /v1/apps/{appId}/personas",
    permission=Permission.APP_CASES_WRITE,
    idempotent=True,
    loads=Loads(AppRepository, "app_id", tagged=False),
    errors=(FailedPrecondition,),
    status=201,
)
async def create_persona(request: CreatePersona, ctx: CommandContext) -> PersonaView:
    """Write a persona of an app."""
    app = await AppRepository(ctx.work).get(request.app_id)
    app.require_active()
    personas = PersonaRepository(ctx.work)
    await personas.require_room(app.id)
    persona = Persona(
        id=ctx.new_id(),
        app_id=app.id,
        user=request.user,
        created_by=ctx.author,
        created_at=ctx.now,
        updated_at=ctx.now,
    )
    personas.add(persona)
    ctx.work.about(personaId=persona.id)
    return PersonaView.of(persona)

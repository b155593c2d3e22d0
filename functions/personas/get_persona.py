"""One persona of an app."""

from shared.auth.permissions import Permission
from shared.domain.app_cases.personas import PersonaRepository, PersonaView
from shared.domain.apps.repository import AppRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetPersona(Request):
    """Which persona of which app."""

    app_id: Identifier
    persona_id: Identifier


@query(
    "GET /v1/apps/{appId}/personas/{personaId}",
    permission=Permission.APP_CASES_READ,
    loads=Loads(PersonaRepository, "persona_id", whole=(AppRepository, "app_id")),
)
async def get_persona(request: GetPersona, ctx: QueryContext) -> PersonaView:
    """Get a persona of an app."""
    return PersonaView.of(await PersonaRepository(ctx.reads).get_of(request.app_id, request.persona_id))

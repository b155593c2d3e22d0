"""Whom an app can be tried with."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.app_cases.personas import PERSONA_LIST, PersonaRepository, PersonaView
from shared.domain.apps.repository import AppRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListPersonas(ListRequest):
    """Of which app."""

    app_id: Identifier


@query(
    "GET /v1/apps/{appId}/personas",
    permission=Permission.APP_CASES_READ,
    loads=Loads(AppRepository, "app_id", tagged=False),
    lists=PERSONA_LIST,
)
async def list_personas(request: ListPersonas, ctx: QueryContext) -> Page[PersonaView]:
    """List an app's personas, the last made first."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    page = await PersonaRepository(ctx.reads).page(PERSONA_LIST, request.page(), {"appId": app.id})
    return page.with_items([PersonaView.of(persona) for persona in page.items])

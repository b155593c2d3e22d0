"""Whom an app is to get on with: people that models play in conversations with it."""

from datetime import datetime
from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Entity, Repository, found
from shared.data.store import StoreQuery
from shared.engines.simulated_users import SimulatedUser
from shared.errors import FailedPrecondition
from shared.model import View

MAX_PERSONAS = 200
"""How many an app has at most."""

PERSONA_LIST = QueryShape(
    "personas", equals=("appId",), sorts=(("-createdAt",), ("createdAt",), ("user.name",)), required=("appId",)
)


class Persona(Entity):
    """A simulated user of an app."""

    app_id: str
    user: SimulatedUser
    created_by: str
    created_at: datetime
    updated_at: datetime


class PersonaView(View):
    """A simulated user of an app, as callers see it."""

    id: str
    app_id: str
    user: SimulatedUser
    created_by: str
    created_at: datetime
    updated_at: datetime


class PersonaRepository(Repository[Persona]):
    """Personas by id."""

    collection: ClassVar[str] = "personas"
    noun: ClassVar[str] = "persona"
    model = Persona

    async def get_of(self, app_id: str, id: str) -> Persona:
        """Return a persona of an app; raise NotFound for another's."""
        persona = await self.find(id)
        return found(persona if persona and persona.app_id == app_id else None, self.noun)

    async def require_room(self, app_id: str) -> None:
        """Raise FailedPrecondition where an app has as many as it may have."""
        filters = PERSONA_LIST.filters({"appId": app_id})
        if await self._reads.count(StoreQuery(self.collection, filters)) >= MAX_PERSONAS:
            raise FailedPrecondition(f"an app has at most {MAX_PERSONAS} personas", code="too_many_personas")

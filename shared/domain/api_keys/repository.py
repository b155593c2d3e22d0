"""Where API keys are stored."""

from typing import ClassVar

from shared.auth.api_keys import COLLECTION
from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.data.store import Filter, Operator, StoreQuery
from shared.domain.api_keys.model import ApiKey

API_KEY_LIST = QueryShape(COLLECTION, equals=("appId",), sorts=(("-createdAt",), ("name",)))


class ApiKeyRepository(Repository[ApiKey]):
    """API keys by the id that their tokens carry."""

    collection: ClassVar[str] = COLLECTION
    noun: ClassVar[str] = "api_key"
    model = ApiKey

    async def of_author(self, user_id: str, limit: int) -> list[ApiKey]:
        """Return keys that a member made and nobody has revoked."""
        filters = (Filter("createdBy", Operator.EQUAL, user_id), Filter("revokedAt", Operator.EQUAL, None))
        return [
            self._entity(each) for each in await self._reads.query(StoreQuery(self.collection, filters, limit=limit))
        ]

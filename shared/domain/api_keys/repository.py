"""Where API keys are stored."""

from typing import ClassVar

from shared.auth.api_keys import COLLECTION
from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.domain.api_keys.model import ApiKey

API_KEY_LIST = QueryShape(COLLECTION, sorts=(("-createdAt",), ("name",)))


class ApiKeyRepository(Repository[ApiKey]):
    """API keys by the id that their tokens carry."""

    collection: ClassVar[str] = COLLECTION
    noun: ClassVar[str] = "api_key"
    model = ApiKey

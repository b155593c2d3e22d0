"""Where it is stored which providers a tenant has keys for."""

from typing import ClassVar

from shared.data.repository import Repository
from shared.domain.model_providers.model import ProviderKey


class ProviderKeyRepository(Repository[ProviderKey]):
    """What is known of keys, by provider."""

    collection: ClassVar[str] = "providerKeys"
    noun: ClassVar[str] = "provider_key"
    model = ProviderKey

"""A tenant's key at a provider of models. The key itself is among the secrets; here is what may be shown of it."""

from datetime import datetime
from typing import Self

from shared.data.repository import Entity


class ProviderKey(Entity):
    """That there is a key, by its provider's id, and which version of the secret it is."""

    last_four: str
    secret_version: int
    set_by: str
    set_at: datetime
    tested_at: datetime | None = None
    problem: str | None = None

    @classmethod
    def set(cls, provider: str, key: str, *, version: int, by: str, at: datetime) -> Self:
        """Return what is kept of a key that was just stored."""
        return cls(id=provider, last_four=key[-4:], secret_version=version, set_by=by, set_at=at)

    def tested(self, problem: str | None, *, at: datetime) -> Self:
        """Return it with what trying it came to: the code of the problem, None for none."""
        return self.with_(tested_at=at, problem=problem)


def secret_name(provider: str) -> str:
    """Return the name under which a provider's key is kept among the tenant's secrets."""
    return f"model-provider-{provider}"

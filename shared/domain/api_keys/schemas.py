"""API keys as callers send and see them."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from shared.auth.permissions import Permission
from shared.domain.api_keys.model import ApiKey
from shared.model import FrozenModel, View


def _may_be_held(scope: Permission) -> Permission:
    if scope is Permission.API_KEYS_MANAGE:
        raise PydanticCustomError(
            "not_a_scope", "a key can't manage keys: one that leaked would outlive its revocation"
        )
    return scope


def _once_each(scopes: tuple[Permission, ...]) -> tuple[Permission, ...]:
    return tuple(dict.fromkeys(scopes))


RequestsPerMinute = Annotated[int, Field(ge=1, le=10_000)]
Scope = Annotated[Permission, AfterValidator(_may_be_held)]
Scopes = Annotated[tuple[Scope, ...], Field(min_length=1, max_length=len(Permission)), AfterValidator(_once_each)]


class ApiKeyView(View):
    """A key for those who manage keys; its secret is nowhere any more."""

    id: str
    name: str
    scopes: tuple[Permission, ...]
    last_four: str
    created_by: str
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None
    requests_per_minute: int | None
    previous_valid_until: datetime | None
    app_id: str | None
    environment: str | None


class CreatedApiKey(FrozenModel):
    """A key with its new token, which is shown this once."""

    key: ApiKeyView
    token: str | None = Field(default=None, repr=False, json_schema_extra={"secret": True})

    @classmethod
    def of(cls, key: ApiKey, token: str) -> Self:
        """Return the view of a key and the token it just got."""
        return cls(key=ApiKeyView.of(key), token=token)


class KeyPair(FrozenModel):
    """A key of an app as a pair: the public key names it, the secret key, shown this once, is its token."""

    key: ApiKeyView
    public_key: str
    secret_key: str | None = Field(default=None, repr=False, json_schema_extra={"secret": True})

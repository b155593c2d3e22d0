"""A revoked key is refused within 30 seconds, everywhere, and for good."""

from shared.auth.permissions import Permission
from shared.domain.api_keys.repository import ApiKeyRepository
from shared.domain.api_keys.schemas import ApiKeyView
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RevokeApiKey(Request):
    """Which key."""

    api_key_id: Identifier


@command(
    "POST /v1/api-keys/{apiKeyId}/revoke",
    permission=Permission.API_KEYS_MANAGE,
    loads=Loads(ApiKeyRepository, "api_key_id"),
)
async def revoke_api_key(request: RevokeApiKey, ctx: CommandContext) -> ApiKeyView:
    """Revoke an API key; one that was revoked stays as it is."""
    keys = ApiKeyRepository(ctx.work)
    key = await keys.get(request.api_key_id)
    if key.revoked_at is None:
        key = key.revoked(at=ctx.now)
        keys.save(key)
    return ApiKeyView.of(key)

"""A key gets another secret without anybody being cut off: the one it had holds for a while beside it.

A key has two secrets at most, so rotating again ends an earlier overlap.
"""

from datetime import timedelta
from typing import Annotated

from pydantic import AwareDatetime, Field

from shared.auth.api_keys import ApiKeyToken
from shared.auth.permissions import Permission
from shared.domain.api_keys.events import ApiKeyReminderDue
from shared.domain.api_keys.model import DEFAULT_OVERLAP, MAX_OVERLAP, require_held, require_to_come
from shared.domain.api_keys.repository import ApiKeyRepository
from shared.domain.api_keys.schemas import CreatedApiKey
from shared.errors import FailedPrecondition
from shared.ids import token_secret
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RotateApiKey(Request):
    """Which key, how long its secret still holds, in seconds, and until when the key does, if that changes.

    A secret without overlap is refused within 30 seconds.
    """

    api_key_id: Identifier
    overlap_seconds: Annotated[int, Field(ge=0, le=int(MAX_OVERLAP.total_seconds()))] = int(
        DEFAULT_OVERLAP.total_seconds()
    )
    expires_at: AwareDatetime | None = None


@command(
    "POST /v1/api-keys/{apiKeyId}/rotate",
    permission=Permission.API_KEYS_MANAGE,
    loads=Loads(ApiKeyRepository, "api_key_id"),
    idempotent=True,
    errors=(FailedPrecondition,),
)
async def rotate_api_key(request: RotateApiKey, ctx: CommandContext) -> CreatedApiKey:
    """Give an API key a new secret; the old one holds until `previousValidUntil`."""
    keys = ApiKeyRepository(ctx.work)
    key = await keys.get(request.api_key_id)
    key.require_usable(at=ctx.now)
    require_held(key.scopes, ctx.holds)
    require_to_come(request.expires_at, now=ctx.now)
    token = ApiKeyToken(ctx.work.tenant_id, key.id, token_secret())
    overlap = timedelta(seconds=request.overlap_seconds)
    rotated = key.rotated(token.secret_hash, token.secret[-4:], overlap=overlap, at=ctx.now)
    if request.expires_at is not None and request.expires_at != key.expires_at:
        rotated = rotated.with_(expires_at=request.expires_at)
        if (remind_at := rotated.reminder_at(now=ctx.now)) is not None:
            ctx.work.emit(ApiKeyReminderDue(api_key_id=key.id), at=remind_at)
    keys.save(rotated)
    return CreatedApiKey.of(rotated, token.text)

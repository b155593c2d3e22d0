"""A key for programs. Its token is in this one answer and nowhere else: only its hash is stored."""

from pydantic import AwareDatetime

from shared.auth.api_keys import ApiKeyToken
from shared.auth.permissions import Permission
from shared.domain.api_keys.events import ApiKeyReminderDue
from shared.domain.api_keys.model import ApiKey, require_held, require_to_come
from shared.domain.api_keys.repository import ApiKeyRepository
from shared.domain.api_keys.schemas import CreatedApiKey, RequestsPerMinute, Scopes
from shared.ids import token_secret
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request, Title


class CreateApiKey(Request):
    """What to call the key, what it may do, and until when; without `expires_at` until it is revoked.

    `requests_per_minute` is the key's own limit, beside those that everybody has.
    """

    name: Title
    scopes: Scopes
    expires_at: AwareDatetime | None = None
    requests_per_minute: RequestsPerMinute | None = None


@command("POST /v1/api-keys", permission=Permission.API_KEYS_MANAGE, idempotent=True, status=201)
async def create_api_key(request: CreateApiKey, ctx: CommandContext) -> CreatedApiKey:
    """Create an API key with some of one's own permissions."""
    require_held(request.scopes, ctx.holds)
    require_to_come(request.expires_at, now=ctx.now)
    token = ApiKeyToken(ctx.work.tenant_id, ctx.new_id(), token_secret())
    key = ApiKey(
        id=token.key_id,
        name=request.name,
        scopes=request.scopes,
        secret_hash=token.secret_hash,
        last_four=token.secret[-4:],
        created_by=ctx.member.user_id,
        created_at=ctx.now,
        expires_at=request.expires_at,
        requests_per_minute=request.requests_per_minute,
    )
    ApiKeyRepository(ctx.work).add(key)
    if (remind_at := key.reminder_at(now=ctx.now)) is not None:
        ctx.work.emit(ApiKeyReminderDue(api_key_id=key.id), at=remind_at)
    ctx.work.about(apiKeyId=key.id)
    return CreatedApiKey.of(key, token.text)

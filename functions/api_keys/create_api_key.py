"""A key for programs. Its token is in this one answer and nowhere else: only its hash is stored."""

from pydantic import AwareDatetime

from shared.auth.api_keys import ApiKeyToken
from shared.auth.permissions import Permission
from shared.domain.api_keys.model import ApiKey
from shared.domain.api_keys.repository import ApiKeyRepository
from shared.domain.api_keys.schemas import CreatedApiKey, Scopes
from shared.errors import FieldProblem, InvalidInput, PermissionDenied
from shared.ids import token_secret
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request, Title


class CreateApiKey(Request):
    """What to call the key, what it may do, and until when; without `expires_at` until it is revoked."""

    name: Title
    scopes: Scopes
    expires_at: AwareDatetime | None = None


@command("POST /v1/api-keys", permission=Permission.API_KEYS_MANAGE, idempotent=True, status=201)
async def create_api_key(request: CreateApiKey, ctx: CommandContext) -> CreatedApiKey:
    """Create an API key with some of one's own permissions."""
    lacking = [scope for scope in request.scopes if not ctx.holds(scope)]
    if lacking:
        message = f"{', '.join(lacking)} is not yours to hand on, or for what is a person's own"
        raise PermissionDenied(message, code="scope_not_held")
    if request.expires_at is not None and request.expires_at <= ctx.now:
        problem = FieldProblem("/expiresAt", "in_the_past", "choose a time to come")
        raise InvalidInput("the key would have expired already", fields=[problem])
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
    )
    ApiKeyRepository(ctx.work).add(key)
    ctx.work.about(apiKeyId=key.id)
    return CreatedApiKey.of(key, token.text)

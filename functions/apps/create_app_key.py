"""A key pair lets a program send one app's traces, read its knowledge, prompts and flags, and chat if it says so.

It is an API key that is bound to the app.

The public key names it and the secret key is its token, so that it is revoked and rotated like any API key. SDKs send
both by Basic authentication; the secret key alone does as a bearer token.
"""

from pydantic import AwareDatetime

from shared.auth.api_keys import ApiKeyToken
from shared.auth.permissions import Permission
from shared.domain.api_keys.events import ApiKeyReminderDue
from shared.domain.api_keys.model import ApiKey, require_held, require_to_come
from shared.domain.api_keys.repository import ApiKeyRepository
from shared.domain.api_keys.schemas import ApiKeyView, KeyPair
from shared.domain.apps.model import Environment
from shared.domain.apps.repository import AppRepository
from shared.errors import FailedPrecondition
from shared.ids import token_secret
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request, Title

_SCOPES = (Permission.FLAGS_EVALUATE, Permission.KNOWLEDGE_READ, Permission.PROMPTS_READ, Permission.TRACES_WRITE)


class CreateAppKey(Request):
    """For which app, what to call the pair, and until when it holds; without `expires_at` until it is revoked.

    `environment` is where it evaluates flags, the app's first one where it is left out. `chat` is whether it has models
    asked, which the tenant pays for.
    """

    app_id: Identifier
    name: Title
    environment: Environment | None = None
    chat: bool = False
    expires_at: AwareDatetime | None = None

    @property
    def scopes(self) -> tuple[Permission, ...]:
        """What the pair is for."""
        return (Permission.CHAT_USE, *_SCOPES) if self.chat else _SCOPES


@command(
    "POST /v1/apps/{appId}/keys",
    permission=Permission.API_KEYS_MANAGE,
    loads=Loads(AppRepository, "app_id"),
    idempotent=True,
    errors=(FailedPrecondition,),
    status=201,
)
async def create_app_key(request: CreateAppKey, ctx: CommandContext) -> KeyPair:
    """Create a key pair for an app; the secret key is shown this once."""
    app = await AppRepository(ctx.work).get(request.app_id)
    app.require_active()
    environment = request.environment or app.environments[0]
    app.require_environment(environment)
    require_held(request.scopes, ctx.holds)
    require_to_come(request.expires_at, now=ctx.now)
    token = ApiKeyToken(ctx.work.tenant_id, ctx.new_id(), token_secret())
    key = ApiKey(
        id=token.key_id,
        name=request.name,
        scopes=request.scopes,
        app_id=app.id,
        environment=environment,
        secret_hash=token.secret_hash,
        last_four=token.secret[-4:],
        created_by=ctx.member.user_id,
        created_at=ctx.now,
        expires_at=request.expires_at,
    )
    ApiKeyRepository(ctx.work).add(key)
    if (remind_at := key.reminder_at(now=ctx.now)) is not None:
        ctx.work.emit(ApiKeyReminderDue(api_key_id=key.id), at=remind_at)
    ctx.work.about(apiKeyId=key.id)
    return KeyPair(key=ApiKeyView.of(key), public_key=token.public_key, secret_key=token.text)

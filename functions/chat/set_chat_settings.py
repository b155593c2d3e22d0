"""The rules by which an app asks models are set as a whole."""

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.chat.model import (
    DEFAULT_CONVERSATION_DAYS,
    DEFAULT_MAX_TOKENS,
    Aliases,
    CacheSeconds,
    ChatSettings,
    Days,
    Dollars,
    Fallbacks,
    Patterns,
)
from shared.domain.chat.repository import ChatSettingsRepository
from shared.domain.chat.requests import Count
from shared.domain.chat.schemas import ChatSettingsView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class SetChatSettings(Request):
    """All rules there are to be; one that is left out gets its default.

    An alias stands for one model or several, of which those after the first are asked when it fails before it has
    written anything; `fallbacks` are asked after any. `allowed_models` are names, or patterns such as `openai/*`.
    Budgets are US dollars for a day of UTC, of the app and of each key or member. `cache_seconds` is how long an answer
    is given again to the very same question, 0 for never. `conversation_days` is how long conversations are kept.
    """

    app_id: Identifier
    aliases: Aliases = ()
    fallbacks: Fallbacks = ()
    allowed_models: Patterns | None = None
    max_tokens: Count = DEFAULT_MAX_TOKENS
    daily_budget: Dollars | None = None
    daily_budget_per_caller: Dollars | None = None
    cache_seconds: CacheSeconds = 0
    redact_requests: bool = False
    conversation_days: Days = DEFAULT_CONVERSATION_DAYS


@command(
    "PUT /v1/apps/{appId}/chat-settings",
    permission=Permission.APPS_WRITE,
    loads=Loads(AppRepository, "app_id"),
    errors=(FailedPrecondition,),
)
async def set_chat_settings(request: SetChatSettings, ctx: CommandContext) -> ChatSettingsView:
    """Set an app's chat settings."""
    app = await AppRepository(ctx.work).get(request.app_id)
    app.require_active()
    rules = {name: getattr(request, name) for name in type(request).model_fields if name != "app_id"}
    settings = ChatSettings(id=app.id, **rules, updated_at=ctx.now)
    await ChatSettingsRepository(ctx.work).put(settings)
    return ChatSettingsView.of(settings)

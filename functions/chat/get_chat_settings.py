"""By which rules an app asks models."""

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.chat.repository import ChatSettingsRepository
from shared.domain.chat.schemas import ChatSettingsView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetChatSettings(Request):
    """Of which app."""

    app_id: Identifier


def _settings(request: GetChatSettings) -> list[str]:
    return [ChatSettingsRepository.path(request.app_id)]


@query(
    "GET /v1/apps/{appId}/chat-settings",
    permission=Permission.APPS_READ,
    loads=Loads(AppRepository, "app_id", beside=_settings, tagged=False),
)
async def get_chat_settings(request: GetChatSettings, ctx: QueryContext) -> ChatSettingsView:
    """Show an app's chat settings; an app that has none has the defaults."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    return ChatSettingsView.of(await ChatSettingsRepository(ctx.reads).of_app(app.id))

"""Settings are changed by merge patch."""

from shared.data.merge_patch import merge_patch
from shared.domain.accounts.settings import Locale, Theme, UserSettings, find_settings, save_settings
from shared.engines.local_times import TimeZone
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Access, command
from shared.runtime.requests import Request, bind_value


class UpdateUserSettings(Request):
    """What changes, as a merge patch: null returns a setting to its default."""

    locale: Locale | None = None
    time_zone: TimeZone | None = None
    theme: Theme | None = None


@command("PATCH /v1/profile/settings", access=Access.SIGNED_IN, tenantless=True)
async def update_user_settings(request: UpdateUserSettings, ctx: CommandContext) -> UserSettings:
    """Change one's own settings."""
    user_id = ctx.user.user_id
    known = await find_settings(ctx.work, user_id)
    patch = request.model_dump(by_alias=True, exclude_unset=True)
    settings = bind_value(UserSettings, merge_patch(known.to_data(), patch))
    await save_settings(ctx.work, user_id, settings)
    return settings

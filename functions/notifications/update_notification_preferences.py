"""Kinds that are not named stay as they are."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.preferences import MailDelivery, NotificationPreferencesRepository, Preference
from shared.domain.notifications.schemas import PreferencesView
from shared.errors import FieldProblem, InvalidInput
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Nested, Request


class ChosenPreference(Nested):
    """How to hear of one kind."""

    kind: NotificationKind
    in_app: bool
    mail: MailDelivery


class UpdateNotificationPreferences(Request):
    """The kinds that are chosen anew, each once."""

    preferences: Annotated[tuple[ChosenPreference, ...], Field(min_length=1, max_length=len(NotificationKind))]


@command("PATCH /v1/notification-preferences", permission=Permission.NOTIFICATIONS_RECEIVE)
async def update_notification_preferences(
    request: UpdateNotificationPreferences, ctx: CommandContext
) -> PreferencesView:
    """Choose how one hears of some kinds of occasions in the tenant."""
    chosen = {each.kind: Preference(in_app=each.in_app, mail=each.mail) for each in request.preferences}
    if len(chosen) < len(request.preferences):
        problem = FieldProblem("/preferences", "duplicate_kind", "name each kind once")
        raise InvalidInput("a kind is named twice", fields=[problem])
    repository = NotificationPreferencesRepository(ctx.work)
    preferences = (await repository.of(ctx.member.user_id)).choosing(chosen)
    await repository.put(preferences)
    return PreferencesView.of(preferences)

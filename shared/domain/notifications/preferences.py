"""How each member wants to hear of each kind of occasion. Mails about a person's own account are no matter of taste."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from shared.data.repository import Entity, Repository
from shared.domain.notifications.model import NotificationKind
from shared.errors import FieldProblem, InvalidInput
from shared.model import FrozenModel

SECURITY_KINDS = frozenset({NotificationKind.API_KEY_EXPIRING})
"""Kinds about what lets people and programs in: told by mail, at once or in the digest, but never not at all."""


class MailDelivery(StrEnum):
    """When a mail tells of it: at once, in the daily digest, or never."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    NEVER = "never"


class Preference(FrozenModel):
    """Whether the application tells of it, and when a mail does."""

    in_app: bool = True
    mail: MailDelivery = MailDelivery.AT_ONCE


class NotificationPreferences(Entity):
    """What a member chose, by kind; the id is the member's. What they chose nothing for comes by every way at once."""

    chosen: dict[str, Preference] = Field(default_factory=dict[str, Preference])

    def of(self, kind: NotificationKind) -> Preference:
        """Return how the member hears of a kind."""
        return self.chosen.get(kind.value, Preference())

    def choosing(self, chosen: dict[NotificationKind, Preference]) -> "NotificationPreferences":
        """Return the preferences with some kinds chosen anew; raise InvalidInput for a security kind without mail."""
        problems = [
            FieldProblem(f"/preferences/{place}/mail", "mail_required", "choose at_once or daily")
            for place, (kind, each) in enumerate(chosen.items())
            if kind in SECURITY_KINDS and each.mail is MailDelivery.NEVER
        ]
        if problems:
            raise InvalidInput("what concerns security is always mailed", code="mail_required", fields=problems)
        return self.with_(chosen={**self.chosen, **{kind.value: each for kind, each in chosen.items()}})


class NotificationPreferencesRepository(Repository[NotificationPreferences]):
    """Preferences by the member's id."""

    collection: ClassVar[str] = "notificationPreferences"
    noun: ClassVar[str] = "notification_preferences"
    model = NotificationPreferences

    async def of(self, member_id: str) -> NotificationPreferences:
        """Return a member's preferences, the defaults where they chose nothing."""
        return await self.find(member_id) or NotificationPreferences(id=member_id)

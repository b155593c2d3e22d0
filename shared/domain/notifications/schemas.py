"""Notifications as their members see them."""

from datetime import datetime
from typing import Self

from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.preferences import SECURITY_KINDS, MailDelivery, NotificationPreferences, Preference
from shared.model import FrozenModel, View


class NotificationView(View):
    """One thing the caller is told."""

    id: str
    kind: NotificationKind
    values: dict[str, str]
    link: str
    is_read: bool
    read_at: datetime | None
    created_at: datetime


class MarkedRead(FrozenModel):
    """How many were marked; `more` says that some are left, to be marked by the same call."""

    count: int
    more: bool


class PreferenceView(FrozenModel):
    """How the caller hears of one kind; where `mail_required`, a mail can't be refused."""

    kind: NotificationKind
    in_app: bool
    mail: MailDelivery
    mail_required: bool


class PreferencesView(FrozenModel):
    """Every kind there is, alphabetised."""

    preferences: tuple[PreferenceView, ...]

    @classmethod
    def of(cls, preferences: NotificationPreferences) -> Self:
        """Return the view of a member's preferences, with the defaults of what they chose nothing for."""
        return cls(preferences=tuple(_preference(kind, preferences.of(kind)) for kind in NotificationKind))


def _preference(kind: NotificationKind, chosen: Preference) -> PreferenceView:
    return PreferenceView(kind=kind, in_app=chosen.in_app, mail=chosen.mail, mail_required=kind in SECURITY_KINDS)

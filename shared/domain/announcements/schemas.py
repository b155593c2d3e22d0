"""Announcements as callers see them."""

from datetime import datetime

from shared.domain.announcements.model import Announcement, Severity
from shared.model import FrozenModel, View


class AnnouncementView(View):
    """An announcement for those it is for."""

    id: str
    title: str
    text: str
    severity: Severity
    starts_at: datetime
    ends_at: datetime | None


class CurrentAnnouncements(FrozenModel):
    """What is shown now, the latest first."""

    announcements: tuple[AnnouncementView, ...]


class AnnouncementList(FrozenModel):
    """Everything on the board for platform staff, the latest first: what is shown, what is to come, what is over."""

    announcements: tuple[Announcement, ...]

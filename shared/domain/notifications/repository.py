"""Where notifications are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.data.unit_of_work import UnitOfWork
from shared.domain.notifications.model import KEPT_FOR, Notification, NotificationKind

NOTIFICATION_LIST = QueryShape("notifications", equals=("memberId", "isRead", "kind"), sorts=(("-createdAt",),))


class NotificationRepository(Repository[Notification]):
    """Notifications of every member; the rules let each hear their own."""

    collection: ClassVar[str] = "notifications"
    noun: ClassVar[str] = "notification"
    model = Notification


def notify(work: UnitOfWork, member_id: str, kind: NotificationKind, *, link: str, **values: str) -> None:
    """Tell a member something when this unit commits."""
    notification = Notification(
        id=work.new_id(),
        member_id=member_id,
        kind=kind,
        values=values,
        link=link,
        created_at=work.now,
        expires_at=work.now + KEPT_FOR,
    )
    NotificationRepository(work).add(notification)

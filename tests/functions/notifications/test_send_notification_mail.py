import pytest

from shared.auth.roles import Role
from shared.domain.notifications.events import NotificationMailDue
from shared.domain.notifications.model import NotificationKind
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

VALUES = {
    NotificationKind.API_KEY_EXPIRING: {"key": "Build server", "day": "2026-03-09"},
    NotificationKind.APPEAL_FILED: {"candidate": "Carl", "question": "Queues", "assessment": "A"},
    NotificationKind.ATTEMPT_SCORED: {"candidate": "Carl", "points": "7.50", "max_points": "10", "assessment": "A"},
    NotificationKind.COMMENTED: {"subject": "Pack the books", "project": "Moving house"},
    NotificationKind.GRADERS_DISAGREED: {"question": "Queues", "assessment": "A"},
    NotificationKind.MENTIONED: {"subject": "Pack the books", "project": "Moving house"},
    NotificationKind.MENTIONED_ON_CARD: {"author": "Ann", "card": "Greeting"},
    NotificationKind.MODEL_BUDGET_REACHED: {
        "budget": "Models",
        "period": "2026-03",
        "percent": "80",
        "spent": "8.10",
        "amount": "10.00",
    },
    NotificationKind.PAYMENT_OVERDUE: {"plan": "team", "until": "2026-03-09 09:00 UTC"},
    NotificationKind.PLAN_CHANGED: {"before": "free", "plan": "team"},
    NotificationKind.QUOTA_NEARLY_USED: {"quota": "storage_bytes", "used": "4", "limit": "5"},
    NotificationKind.QUOTA_USED_UP: {"quota": "execution_seconds", "used": "5", "limit": "5"},
    NotificationKind.RESULTS_RELEASED: {"count": "2", "assessment": "A"},
    NotificationKind.TASK_ASSIGNED: {"subject": "Pack the books", "project": "Moving house"},
    NotificationKind.TASK_DUE_SOON: {"subject": "Books", "project": "Moving house", "due": "2026-03-09 09:00 UTC"},
    NotificationKind.TASK_STATUS_CHANGED: {"subject": "Books", "project": "Moving house", "status": "blocked"},
    NotificationKind.TIMER_STOPPED: {"task": "Pack the books", "day": "2026-03-02"},
    NotificationKind.TIMESHEET_APPROVED: {"week": "2026-03-02"},
    NotificationKind.TIMESHEET_REJECTED: {"week": "2026-03-02", "reason": "Friday is missing"},
    NotificationKind.TRACE_FINDING_DETECTED: {"app": "Support bot", "finding": "refund, order"},
    NotificationKind.WEBHOOK_DISABLED: {"receiver": "https://receiver.example/", "because": "gone"},
}
OWN_MAILS = {NotificationKind.ATTEMPT_SCORED, NotificationKind.WEBHOOK_DISABLED}
"""Kinds whose mail says more than the notification, and has a sender of its own."""


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    kind = NotificationKind.PLAN_CHANGED
    event = NotificationMailDue(member_id=admin.user_id, kind=kind, values=VALUES[kind], link="/usage")
    return Arranged(as_=admin, event=event, tenant_id=admin.tenant_id)


@pytest.mark.parametrize("kind", [kind for kind in NotificationKind if kind not in OWN_MAILS])
@pytest.mark.parametrize("locale", ["en", "de"])
async def test_every_kind_has_its_words_in_every_language(stage: Stage, kind: NotificationKind, locale: str) -> None:
    admin = await stage.member(Role.ADMIN)
    await stage.change(f"tenants/{admin.tenant_id}/tenant/{admin.tenant_id}", locale=locale)
    event = NotificationMailDue(member_id=admin.user_id, kind=kind, values=VALUES[kind], link="/there")
    assert await stage.deliver("send_notification_mail", stage.envelope(event, admin.tenant_id)) == 204
    [mail] = stage.mailer.sent
    assert mail.to == admin.email
    assert "/there" in mail.text
    assert all(value in mail.text for name, value in VALUES[kind].items() if name not in ("quota", "used"))


async def test_a_member_who_is_not_active_any_more_gets_no_mail(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    assert call.event is not None
    await stage.change(f"tenants/{call.tenant_id}/members/{call.as_.user_id}", isActive=False)
    await stage.deliver("send_notification_mail", stage.envelope(call.event, call.tenant_id))
    assert stage.mailer.sent == []

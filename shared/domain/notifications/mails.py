"""Notifications as mails: each kind has a template, and a digest is made of their subjects."""

from collections.abc import Sequence

from shared.domain.notifications.digests import Occasion
from shared.domain.notifications.model import NotificationKind
from shared.engines.mail_layout import MailStyle, mail, subject_of
from shared.ports.mail import Mail

_TEMPLATES = {
    NotificationKind.API_KEY_EXPIRING: "api_key_expiring",
    NotificationKind.APPEAL_FILED: "appeal_filed",
    NotificationKind.ATTEMPT_SCORED: "attempt_scored",
    NotificationKind.COMMENTED: "commented",
    NotificationKind.GRADERS_DISAGREED: "graders_disagreed",
    NotificationKind.MENTIONED: "mentioned",
    NotificationKind.MENTIONED_ON_CARD: "mentioned_on_card",
    NotificationKind.MODEL_BUDGET_REACHED: "model_budget_reached",
    NotificationKind.PAYMENT_OVERDUE: "payment_overdue",
    NotificationKind.PLAN_CHANGED: "plan_changed",
    NotificationKind.QUOTA_NEARLY_USED: "quota_nearly_used",
    NotificationKind.QUOTA_USED_UP: "quota_used_up",
    NotificationKind.RESULTS_RELEASED: "results_released",
    NotificationKind.TASK_ASSIGNED: "task_assigned",
    NotificationKind.TASK_DUE_SOON: "task_due_soon",
    NotificationKind.TASK_STATUS_CHANGED: "task_status_changed",
    NotificationKind.TIMER_STOPPED: "timer_stopped",
    NotificationKind.TIMESHEET_APPROVED: "timesheet_approved",
    NotificationKind.TIMESHEET_REJECTED: "timesheet_rejected",
    NotificationKind.TRACE_FINDING_DETECTED: "trace_finding_detected",
    NotificationKind.WEBHOOK_DISABLED: "webhook_failing",
}

_QUOTAS = {
    "de": {
        "assessments": "Einladungen im Monat",
        "execution_seconds": "Sekunden Rechenzeit im Monat",
        "members": "Mitglieder",
        "storage_bytes": "Bytes an Dateien",
    },
    "en": {
        "assessments": "invitations a month",
        "execution_seconds": "seconds of execution a month",
        "members": "members",
        "storage_bytes": "bytes of files",
    },
}


def notification_mail(occasion: Occasion, *, root: str, to: str, style: MailStyle, message_id: str) -> Mail:
    """Return the mail that tells of one occasion; `root` is where the application is."""
    values = {**_words(occasion, style), "url": root + occasion.link}
    return mail(_TEMPLATES[occasion.kind], values, to=to, style=style, message_id=message_id)


def digest_mail(occasions: Sequence[Occasion], *, root: str, to: str, style: MailStyle, message_id: str) -> Mail:
    """Return the mail that tells of several occasions, with a line and a link for each."""
    lines = [
        f"{subject_of(_TEMPLATES[each.kind], _words(each, style), style)}\n{root}{each.link}" for each in occasions
    ]
    values = {"count": str(len(occasions)), "occasions": "\n\n".join(lines), "url": f"{root}/notifications"}
    return mail("digest", values, to=to, style=style, message_id=message_id)


def _words(occasion: Occasion, style: MailStyle) -> dict[str, str]:
    """Return an occasion's values as its template names them, quotas in the language's words."""
    values = occasion.values
    quota = _QUOTAS[style.language].get(values.get("quota", ""), "")
    return {**values, "name": values.get("candidate", ""), "quota": quota}

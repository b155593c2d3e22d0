"""What owners get by mail about webhooks."""

from shared.domain.webhooks.model import DisabledBecause, Webhook
from shared.engines.mail_layout import mail
from shared.ports.mail import Mail

_REASONS = {
    DisabledBecause.WANTED: "somebody disabled it",
    DisabledBecause.GONE: "the server said that it is gone for good (410)",
    DisabledBecause.FAILING: "every try to deliver an event over more than three days failed",
}


def disabled_mail(webhook: Webhook, because: DisabledBecause, *, to: str, url: str, message_id: str) -> Mail:
    """Return the mail that says why a webhook gets nothing more."""
    return mail(
        to=to,
        subject="A webhook was disabled",
        paragraphs=[
            f"Ella sends nothing more to {webhook.url}: {_REASONS[because]}.",
            "Once the server takes messages again, enable the webhook and replay what it missed.",
        ],
        button=("See the deliveries", url),
        message_id=message_id,
    )

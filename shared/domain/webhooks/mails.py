"""What owners get by mail about webhooks."""

from shared.domain.webhooks.model import DisabledBecause, Webhook
from shared.engines.mail_layout import MailStyle, mail
from shared.ports.mail import Mail

_TEMPLATES = {DisabledBecause.GONE: "webhook_gone", DisabledBecause.FAILING: "webhook_failing"}


def disabled_mail(
    webhook: Webhook, because: DisabledBecause, *, to: str, url: str, style: MailStyle, message_id: str
) -> Mail:
    """Return the mail that says why a webhook gets nothing more; nobody is told of what somebody wanted."""
    values = {"receiver": webhook.url, "url": url}
    return mail(_TEMPLATES[because], values, to=to, style=style, message_id=message_id)

"""Whom alerts reach: mail, a Slack webhook, PagerDuty's events, and the operator's own hook that may do something."""

import json
from html import escape
from typing import TYPE_CHECKING, Any

from shared.domain.alerts.model import Alert, Notice
from shared.domain.alerts.policies import Channel
from shared.domain.alerts.telling import Message
from shared.errors import EllaError
from shared.observability import logging
from shared.ports.http_client import CallFailed, OutboundRequest
from shared.ports.mail import Mail

if TYPE_CHECKING:
    from shared.runtime.composition import Composition

PAGERDUTY = "https://events.pagerduty.com/v2/enqueue"
_ACTIONS = {Notice.FIRED: "trigger", Notice.ESCALATED: "trigger", Notice.RESOLVED: "resolve"}


async def tell(outside: "Composition", message: Message) -> bool:
    """Send a message to each of its channels that is configured; tell whether all of them took it."""
    took = [await _taken(outside, channel, message) for channel in message.channels]
    if all(took):
        for alert in message.to_mitigate:
            await _mitigate(outside, alert)
    return all(took)


async def _taken(outside: "Composition", channel: Channel, message: Message) -> bool:
    try:
        match channel:
            case Channel.MAIL:
                await _mail(outside, message)
            case Channel.SLACK:
                if outside.config.alert_slack_url:
                    text = f"*{message.subject}*\n{message.text}"
                    await _post(outside, outside.config.alert_slack_url, {"text": text})
            case Channel.PAGERDUTY:
                if outside.config.alert_pagerduty_key:
                    for alert in message.alerts:
                        await _post(outside, PAGERDUTY, _event(outside.config.alert_pagerduty_key, alert))
    except EllaError as error:
        logging.error("an alert reached nobody on this channel", error, channel=channel.value, group=message.group)
        return False
    return True


async def _mail(outside: "Composition", message: Message) -> None:
    named = "-".join(f"{each.id}.{'.'.join(each.untold)}" for each in message.alerts[:3])
    for address in outside.config.alert_mail:
        html = f"<pre>{escape(message.text)}</pre>"
        mail_id = f"<alert.{named}.{len(message.alerts)}@ella.invalid>"
        await outside.mailer.send(Mail(address, message.subject, message.text, html, mail_id))


async def _mitigate(outside: "Composition", alert: Alert) -> None:
    """Have the operator's hook do something; what comes of it is seen by whether the alert ends."""
    if not outside.config.alert_mitigation_url:
        return
    asked = {"action": alert.mitigation, "alertId": alert.id, "key": alert.key, "value": alert.value}
    try:
        await _post(outside, outside.config.alert_mitigation_url, asked)
    except EllaError as error:
        logging.error("the hook for mitigation failed", error, alert=alert.id)


async def _post(outside: "Composition", url: str, body: dict[str, Any]) -> None:
    headers = {"content-type": "application/json"}
    sent = OutboundRequest("POST", url, headers=headers, body=json.dumps(body).encode(), repeatable=True)
    response = await outside.http_client.send(sent)
    if response.status >= 300:
        raise CallFailed(f"it answered with {response.status}")


def _event(key: str, alert: Alert) -> dict[str, Any]:
    return {
        "routing_key": key,
        "event_action": _ACTIONS[alert.untold[-1]],
        "dedup_key": alert.id,
        "payload": {
            "summary": alert.title,
            "source": "ella",
            "severity": alert.severity.value,
            "timestamp": alert.fired_at.isoformat(),
            "component": alert.service,
            "group": alert.group,
            "custom_details": {"value": alert.value, "above": alert.threshold, "runbook": alert.runbook},
        },
    }

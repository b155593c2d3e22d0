"""Which alerts are told of now, and in which words: grouped by severity and service, and not too often."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from shared.domain.alerts.model import Alert, AlertBoard, Notice
from shared.domain.alerts.policies import THROTTLE, Channel


@dataclass(frozen=True, slots=True)
class Message:
    """What is said of one group of alerts, and where."""

    group: str
    alerts: tuple[Alert, ...]
    channels: tuple[Channel, ...]
    subject: str
    text: str

    @property
    def to_mitigate(self) -> tuple[Alert, ...]:
        """The alerts that just began and that something may be done about."""
        return tuple(each for each in self.alerts if each.mitigation and Notice.FIRED in each.untold)


def due_messages(
    board: AlertBoard, told: Mapping[str, datetime], *, at: datetime, public_url: str
) -> tuple[Message, ...]:
    """Return the messages that are due; an escalation waits for nothing."""
    groups: dict[str, list[Alert]] = {}
    for alert in board.alerts:
        if alert.untold:
            groups.setdefault(alert.group, []).append(alert)
    return tuple(
        _message(group, alerts, public_url) for group, alerts in groups.items() if _is_due(alerts, told.get(group), at)
    )


def after_telling(board: AlertBoard, message: Message) -> AlertBoard:
    """Return the board with what a message said marked as told."""
    for alert in message.alerts:
        known = board.find(alert.id)
        board = board.with_alert(known.with_(untold=tuple(each for each in known.untold if each not in alert.untold)))
    return board


def _is_due(alerts: Iterable[Alert], last: datetime | None, at: datetime) -> bool:
    def may(alert: Alert) -> bool:
        waited = last is None or at - last >= THROTTLE[alert.severity]
        return waited or Notice.ESCALATED in alert.untold

    return any(may(alert) for alert in alerts)


def _message(group: str, alerts: list[Alert], public_url: str) -> Message:
    severity, _, service = group.partition(":")
    wanted = {channel for alert in alerts for channel in alert.channels}
    channels = tuple(channel for channel in Channel if channel in wanted)
    state = "over" if all(each.untold == (Notice.RESOLVED,) for each in alerts) else severity
    subject = f"[{state}] {service}: {alerts[0].title}" + (f" and {len(alerts) - 1} more" if alerts[1:] else "")
    text = "\n".join([*(_line(each) for each in alerts), f"All alerts: {public_url}/platform/alerts"])
    return Message(group, tuple(alerts), channels, subject, text)


def _line(alert: Alert) -> str:
    what = ", ".join(alert.untold)
    return (
        f"{what}: {alert.title} ({alert.value:.4g}, above {alert.threshold:g}), since "
        f"{alert.fired_at:%Y-%m-%d %H:%M UTC}. What to do: docs/runbooks/{alert.runbook}.md"
    )

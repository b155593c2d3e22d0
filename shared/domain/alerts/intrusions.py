"""What looks like somebody breaking in, by the security events of the last ten minutes."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from shared.domain.alerts.conditions import Finding
from shared.domain.alerts.policies import Channel, Severity
from shared.model import FrozenModel

EVENTS = "securityEvents"
"""Where they are stored, in the platform's own partition."""
SERVICE = "security"
WINDOW = timedelta(minutes=10)
MOST = 5_000
"""How many events are looked at together, the latest."""

ACCOUNTS = 10
DENIALS = 50
PLACES = 2


class Kind(StrEnum):
    """What happened."""

    DENIED = "denied"
    KEY_USED = "key_used"
    SIGN_IN_FAILED = "sign_in_failed"


class SecurityEvent(FrozenModel):
    """Something that happened `count` times alike: to or by a subject, from a source in a network.

    The subject of a failed sign-in, and each source, is a keyed hash; other subjects are callers' ids.
    """

    kind: Kind
    subject: str
    source: str
    network: str
    count: int
    at: datetime


def intrusions(events: Iterable[SecurityEvent]) -> list[Finding]:
    """Return what stands out."""
    found = list(events)
    return [*_many_accounts(found), *_many_denials(found), *_two_places(found)]


def _many_accounts(events: list[SecurityEvent]) -> Iterator[Finding]:
    for source, those in _grouped(events, Kind.SIGN_IN_FAILED, lambda each: each.source):
        accounts = len({each.subject for each in those})
        if accounts >= ACCOUNTS:
            title = f"Sign-ins to {accounts} accounts failed from one address in {those[0].network}"
            yield _finding("many-accounts-tried", source, title, accounts, ACCOUNTS, Severity.CRITICAL)


def _many_denials(events: list[SecurityEvent]) -> Iterator[Finding]:
    for subject, those in _grouped(events, Kind.DENIED, lambda each: each.subject):
        denials = sum(each.count for each in those)
        if denials >= DENIALS:
            title = f"{subject} was denied access {denials} times"
            yield _finding("many-denials", subject, title, denials, DENIALS, Severity.WARNING)


def _two_places(events: list[SecurityEvent]) -> Iterator[Finding]:
    for key, those in _grouped(events, Kind.KEY_USED, lambda each: each.subject):
        places = sorted({each.network for each in those})
        if len(places) >= PLACES:
            title = f"{key} was used from {', '.join(places[:3])} within ten minutes"
            yield _finding("key-in-two-places", key, title, len(places), PLACES, Severity.WARNING)


def _grouped(
    events: list[SecurityEvent], kind: Kind, by: Callable[[SecurityEvent], str]
) -> Iterable[tuple[str, list[SecurityEvent]]]:
    groups: dict[str, list[SecurityEvent]] = {}
    for each in events:
        if each.kind is kind:
            groups.setdefault(by(each), []).append(each)
    return groups.items()


def _finding(name: str, about: str, title: str, value: int, least: int, severity: Severity) -> Finding:
    channels = (Channel.MAIL, Channel.PAGERDUTY) if severity is Severity.CRITICAL else (Channel.MAIL, Channel.SLACK)
    return Finding(f"{name}:{about}", title, severity, SERVICE, value, least - 1, channels, runbook=name)

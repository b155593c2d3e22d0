"""An alert: something that is, or was, the matter with the service."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Self

from shared.data.repository import Entity, Repository, found
from shared.domain.alerts.conditions import Finding
from shared.domain.alerts.policies import DEDUPE, RESPONSE, Channel, Severity
from shared.errors import FailedPrecondition


class Status(StrEnum):
    """Where an alert stands."""

    FIRING = "firing"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"


class Notice(StrEnum):
    """What is to be told of an alert."""

    FIRED = "fired"
    ESCALATED = "escalated"
    RESOLVED = "resolved"


BOARD = "board"
MAX_KEPT = 200


class Alert(Entity):
    """One thing that is the matter; `key` tells which, `untold` what nobody has been told of it yet.

    `resolved_by` is None where it ended by itself.
    """

    key: str
    title: str
    severity: Severity
    service: str
    value: float
    threshold: float
    channels: tuple[Channel, ...]
    runbook: str
    mitigation: str | None
    status: Status
    fired_at: datetime
    acknowledged_at: datetime | None = None
    acknowledged_by: str | None = None
    escalated_at: datetime | None = None
    resolved_at: datetime | None = None
    resolved_by: str | None = None
    untold: tuple[Notice, ...] = ()

    @classmethod
    def fired(cls, id: str, finding: Finding, *, at: datetime) -> Self:
        """Return the alert of a condition that began to hold."""
        return cls(
            id=id,
            key=finding.key,
            title=finding.title,
            severity=finding.severity,
            service=finding.service,
            value=finding.value,
            threshold=finding.threshold,
            channels=finding.channels,
            runbook=finding.runbook,
            mitigation=finding.mitigation,
            status=Status.FIRING,
            fired_at=at,
            untold=(Notice.FIRED,),
        )

    @property
    def group(self) -> str:
        """What it is told together with."""
        return f"{self.severity}:{self.service}"

    @property
    def is_open(self) -> bool:
        """Whether it is still the matter."""
        return self.status is not Status.RESOLVED

    def is_recent(self, *, at: datetime) -> bool:
        """Whether it ended so lately that the same again is no new alert."""
        return self.resolved_at is not None and at - self.resolved_at < DEDUPE

    def acknowledged(self, by: str, *, at: datetime) -> Self:
        """Return the alert that somebody looks after; raise FailedPrecondition for one that is over."""
        if not self.is_open:
            raise FailedPrecondition("this alert is over", code="alert_resolved")
        if self.status is Status.ACKNOWLEDGED:
            return self
        return self.with_(status=Status.ACKNOWLEDGED, acknowledged_at=at, acknowledged_by=by)

    def resolved(self, by: str | None, *, at: datetime) -> Self:
        """Return the alert that is over; who was not told that it began isn't told that it ended."""
        if not self.is_open:
            return self
        untold = () if Notice.FIRED in self.untold else (Notice.RESOLVED,)
        return self.with_(status=Status.RESOLVED, resolved_at=at, resolved_by=by, untold=untold)

    def again(self, finding: Finding) -> Self:
        """Return the alert that ended by itself and is back."""
        return self.with_(
            status=Status.ACKNOWLEDGED if self.acknowledged_at else Status.FIRING,
            resolved_at=None,
            value=finding.value,
            untold=tuple(each for each in self.untold if each is not Notice.RESOLVED),
        )

    def escalated(self, *, at: datetime) -> Self:
        """Return the alert, told to every channel where nobody acknowledged it in time."""
        late = self.status is Status.FIRING and at - self.fired_at >= RESPONSE[self.severity]
        if not late or self.escalated_at is not None:
            return self
        return self.with_(escalated_at=at, channels=tuple(Channel), untold=(*self.untold, Notice.ESCALATED))


class AlertBoard(Entity):
    """The alerts there are and lately were, the latest first: few enough for one document."""

    alerts: tuple[Alert, ...] = ()

    def find(self, id: str) -> Alert:
        """Return an alert; raise NotFound."""
        return found(next((each for each in self.alerts if each.id == id), None), "alert")

    def with_alert(self, alert: Alert) -> Self:
        """Return the board with an alert as it is now; of too many, those that ended first make room."""
        if any(each.id == alert.id for each in self.alerts):
            return self.with_(alerts=tuple(alert if each.id == alert.id else each for each in self.alerts))
        kept = list((alert, *self.alerts))
        while len(kept) > MAX_KEPT:
            kept.remove(next((each for each in reversed(kept) if not each.is_open), kept[-1]))
        return self.with_(alerts=tuple(kept))

    def judged(
        self, findings: Sequence[Finding], new_id: Callable[[], str], *, at: datetime, judges: Callable[[Alert], bool]
    ) -> Self:
        """Return the board after a look: what holds fires, what holds no more ends, what nobody looks at escalates.

        `judges` tells which alerts the look was about.
        """
        board, holding = self, {each.key: each for each in findings}
        for alert in filter(judges, self.alerts):
            finding = holding.get(alert.key)
            if alert.is_open and finding is None:
                board = board.with_alert(alert.resolved(None, at=at))
            elif alert.is_open:
                holding.pop(alert.key)
                board = board.with_alert(alert.escalated(at=at))
            elif finding is not None and alert.is_recent(at=at):
                holding.pop(alert.key)
                board = board.with_alert(alert.again(finding)) if alert.resolved_by is None else board
        for finding in holding.values():
            board = board.with_alert(Alert.fired(new_id(), finding, at=at))
        return board


class AlertBoardRepository(Repository[AlertBoard]):
    """The one board, in the platform's own partition."""

    collection: ClassVar[str] = "serviceAlerts"
    noun: ClassVar[str] = "alert_board"
    model = AlertBoard

    async def read(self) -> AlertBoard:
        """Return the board, empty before the first alert."""
        return await self.find(BOARD) or AlertBoard(id=BOARD)

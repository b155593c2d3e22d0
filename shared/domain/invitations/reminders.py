"""Reminders of invitations: when they are due, and that none goes twice.

Every reminder of an invitation is sent out as an event of its own, due at its time. Whoever changes the plan or the end
of an invitation has them scheduled anew; events of an older schedule come to nothing.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Annotated

from pydantic import Field, StringConstraints, field_validator
from pydantic_core import PydanticCustomError

from shared.data.repository import Entity
from shared.data.unit_of_work import UnitOfWork
from shared.domain.invitations.events import ReminderDue
from shared.domain.invitations.model import Invitation, InvitationStatus
from shared.engines.quiet_hours import after_quiet_hours
from shared.model import FrozenModel

MOST = 3
"""Reminders of either kind."""

ClockTime = Annotated[str, StringConstraints(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Days = Annotated[tuple[Annotated[int, Field(ge=1, le=89)], ...], Field(max_length=MOST)]


class ReminderRules(FrozenModel):
    """So many days after the invitation and before its end, but not in the quiet hours of the tenant's clocks.

    Quiet hours that begin as they end are none.
    """

    after_invitation_days: Days = ()
    before_end_days: Days = ()
    quiet_from: ClockTime = "20:00"
    quiet_until: ClockTime = "08:00"

    @field_validator("after_invitation_days", "before_end_days")
    @classmethod
    def _days_are_distinct(cls, days: tuple[int, ...]) -> tuple[int, ...]:
        if len(set(days)) < len(days):
            raise PydanticCustomError("duplicate_days", "name each number of days once")
        return tuple(sorted(days))

    def after_quiet_hours(self, at: datetime, *, zone: str) -> datetime:
        """Return an instant, or the end of the quiet hours it lies in."""
        begins, ends = time.fromisoformat(self.quiet_from), time.fromisoformat(self.quiet_until)
        return after_quiet_hours(at, zone=zone, begins=begins, ends=ends)


class ReminderPlan(Entity, ReminderRules):
    """The reminders of an assessment's invitations; the id is the assessment's."""

    revision: int = 0

    def due(self, invitation: Invitation, *, zone: str, after: datetime) -> Iterator[tuple[str, datetime]]:
        """Yield what names each reminder that is still to come, and when it is due."""
        for days in self.after_invitation_days:
            yield from self._due(f"after-{days}", invitation.created_at + timedelta(days=days), invitation, zone, after)
        for days in self.before_end_days:
            name = f"before-{days}-{invitation.expires_at:%Y%m%dT%H%M%S}"
            yield from self._due(name, invitation.expires_at - timedelta(days=days), invitation, zone, after)

    def _due(
        self, name: str, at: datetime, invitation: Invitation, zone: str, after: datetime
    ) -> Iterator[tuple[str, datetime]]:
        due = self.after_quiet_hours(at, zone=zone)
        if at > after and due < invitation.expires_at:
            yield name, due


class Reminder(Entity):
    """One reminder on its way, or sent; the id names its invitation and what it is. One schedule alone sends it."""

    invitation_id: str
    schedule_id: str
    sent_at: datetime | None = None


def reminder_id(invitation_id: str, name: str) -> str:
    """Return the id of one reminder of an invitation."""
    return f"{invitation_id}-{name}"


def awaits_reminder(invitation: Invitation, *, at: datetime) -> bool:
    """Tell whether somebody can still be reminded: they were not cancelled, have not begun and could."""
    not_begun = invitation.status in (InvitationStatus.PENDING, InvitationStatus.REDEEMED)
    return not_begun and at < invitation.expires_at


def schedule(work: UnitOfWork, invitation: Invitation, plan: ReminderPlan, *, zone: str) -> None:
    """Have every reminder of an invitation that is still to come sent when it is due."""
    if not awaits_reminder(invitation, at=work.now):
        return
    schedule_id = work.new_id()
    for name, due in plan.due(invitation, zone=zone, after=work.now):
        event = ReminderDue(
            invitation_id=invitation.id,
            name=name,
            revision=plan.revision,
            expires_at=invitation.expires_at,
            schedule_id=schedule_id,
        )
        work.emit(event, at=due)

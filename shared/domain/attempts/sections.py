"""Sections of an attempt and their clocks.

Where no section has a time limit, all may be answered from the start, in any order, and finishing one locks it. Where
one has, they come in order: each is started by the candidate, once those before it have ended, and a section that has
ended stays so.

A section ends when it is finished, or by the clock, whoever calls or doesn't: whether an answer is taken follows from
the times in the attempt, and every answer that was taken is scored. So nothing needs to happen at that moment, and no
event is sent for it. More time for the whole attempt, given while a section runs, is more time for the section too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from typing import Self

from shared.errors import FailedPrecondition, NotFound
from shared.model import FrozenModel


class SectionState(StrEnum):
    """Whether a section's questions may be seen and answered: only seen once it has ended, neither before it runs."""

    WAITING = "waiting"
    RUNNING = "running"
    ENDED = "ended"


class AttemptSection(FrozenModel):
    """A section as this attempt pins it; `deadline_at_start` is what the attempt's deadline was when it started."""

    title: str = ""
    instructions: str = ""
    time_limit_seconds: int | None = None
    started_at: datetime | None = None
    deadline_at_start: datetime | None = None
    finished_at: datetime | None = None

    def longer(self, multiplier: Decimal) -> Self:
        """Return the section with that many times its limit, in whole seconds."""
        if self.time_limit_seconds is None:
            return self
        return self.with_(
            time_limit_seconds=int((self.time_limit_seconds * multiplier).to_integral_value(ROUND_CEILING))
        )


@dataclass(frozen=True, slots=True)
class Timetable:
    """The sections of an attempt with its deadline. Places count from 0; an attempt without sections has one, open."""

    sections: tuple[AttemptSection, ...]
    deadline: datetime
    grace: timedelta

    @property
    def ordered(self) -> bool:
        """Whether one section comes after the other."""
        return any(section.time_limit_seconds is not None for section in self.sections)

    def section_deadline(self, place: int) -> datetime | None:
        """Return when a section that was started ends, the attempt's deadline at the latest; None without a limit."""
        section = self._section(place)
        if section.started_at is None or section.deadline_at_start is None or section.time_limit_seconds is None:
            return None
        extended = self.deadline - section.deadline_at_start
        return min(self.deadline, section.started_at + timedelta(seconds=section.time_limit_seconds) + extended)

    def state(self, place: int, *, at: datetime) -> SectionState:
        """Return where a section stands."""
        if not self.sections:
            return SectionState.RUNNING
        section, deadline = self._section(place), self.section_deadline(place)
        if section.finished_at is not None or (deadline is not None and at > deadline + self.grace):
            return SectionState.ENDED
        return SectionState.WAITING if self.ordered and section.started_at is None else SectionState.RUNNING

    def shows(self, place: int, *, at: datetime) -> bool:
        """Tell whether a section's questions may be seen."""
        return self.state(place, at=at) is not SectionState.WAITING

    def require_running(self, place: int, *, at: datetime) -> None:
        """Raise FailedPrecondition unless a section's questions may be answered."""
        match self.state(place, at=at):
            case SectionState.WAITING:
                raise FailedPrecondition("start the question's section first", code="section_not_started")
            case SectionState.ENDED:
                raise FailedPrecondition("the question's section has ended", code="section_ended")
            case SectionState.RUNNING:
                pass

    def started(self, place: int, *, at: datetime) -> tuple[AttemptSection, ...]:
        """Return the sections with one running, as they are where it runs already.

        Raise FailedPrecondition when it has ended, or an earlier one hasn't.
        """
        section = self._section(place)
        if self.state(place, at=at) is SectionState.ENDED:
            raise FailedPrecondition("the section has ended", code="section_ended")
        if section.started_at is not None:
            return self.sections
        if self.ordered:
            for earlier in range(place):
                if self.state(earlier, at=at) is not SectionState.ENDED:
                    raise FailedPrecondition(
                        f"finish section {earlier + 1} first",
                        code="section_locked",
                        details={"section": earlier + 1},
                    )
        begun = section.with_(started_at=at, deadline_at_start=self.deadline)
        return tuple(begun if number == place else self._settled(number, at) for number in range(len(self.sections)))

    def finished(self, place: int, *, at: datetime) -> tuple[AttemptSection, ...]:
        """Return the sections with one locked, as they are where it has ended already.

        Raise FailedPrecondition before it runs.
        """
        state = self.state(place, at=at)
        if state is SectionState.WAITING:
            raise FailedPrecondition("start the section first", code="section_not_started")
        if state is SectionState.ENDED:
            return self.sections
        ended = self._section(place).with_(finished_at=at)
        return _replaced(self.sections, place, ended)

    def _settled(self, place: int, at: datetime) -> AttemptSection:
        """Return a section, its end noted where the clock ended it: what comes later gives it no more time."""
        section, deadline = self.sections[place], self.section_deadline(place)
        if section.finished_at is None and deadline is not None and at > deadline + self.grace:
            return section.with_(finished_at=deadline)
        return section

    def _section(self, place: int) -> AttemptSection:
        if not 0 <= place < len(self.sections):
            raise NotFound("the attempt has no such section", code="section_not_found")
        return self.sections[place]


def _replaced(sections: Sequence[AttemptSection], place: int, section: AttemptSection) -> tuple[AttemptSection, ...]:
    return tuple(section if number == place else each for number, each in enumerate(sections))

"""What files of other planning programs say of tasks, each as an object that may still be wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from shared.engines.scheduling.calendars import Hours
from shared.errors import InvalidInput

MAX_TASKS = 50_000


@dataclass(frozen=True, slots=True)
class FoundTask:
    """A task by its number in the file, its fields named as in Ella's own JSON.

    `problem` says why it can't be read, `notes` what was left out of it: a code and what to do.
    """

    number: int
    data: dict[str, Any] = field(default_factory=dict[str, Any])
    problem: tuple[str, str] | None = None
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FoundHours:
    """When people work: hours of each weekday, Monday first, and days that differ."""

    week: tuple[Hours, ...] | None = None
    exceptions: Mapping[date, Hours] = field(default_factory=dict[date, Hours])


@dataclass(frozen=True, slots=True)
class FoundPlan:
    """The tasks of a file and, where it has them, the project's hours and those of people by e-mail address."""

    tasks: tuple[FoundTask, ...]
    hours: FoundHours | None = None
    people: Mapping[str, FoundHours] = field(default_factory=dict[str, FoundHours])


def require_few(count: int) -> None:
    """Raise InvalidInput as `too_many_rows` where a file holds more tasks than are taken at once."""
    if count > MAX_TASKS:
        raise InvalidInput(f"a file holds at most {MAX_TASKS} tasks; split it", code="too_many_rows")


def moment_text(text: str, zone: ZoneInfo, *, day_ends: bool = False) -> str:
    """Return a day or a moment with its offset, in `zone` where it names none; what is no moment stays as it is.

    A day alone is its first minute, or its last.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if day_ends and len(text) == len("2026-03-02"):
        moment = moment.replace(hour=23, minute=59)
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).isoformat()
    except OverflowError:
        return text

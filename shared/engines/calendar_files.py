"""Calendar files (RFC 5545): until when somebody can do something, and what is planned, in a zone's time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Entry:
    """What a calendar shows: a day, or a time that ends where it begins unless told; `changed_at` says when it was."""

    uid: str
    summary: str
    url: str
    changed_at: datetime
    begins: date | datetime
    ends: datetime | None = None


def calendar_file(
    *, uid: str, revision: int, summary: str, url: str, begins: datetime, ends: datetime, zone: str, at: datetime
) -> bytes:
    """Return a calendar with one event that keeps nobody busy; a later one with the same `uid` replaces it."""
    from icalendar import Calendar, Event, vUri

    calendar = Calendar()
    calendar.add("prodid", "-//Ella//Invitations//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", uid)
    event.add("sequence", revision)
    event.add("dtstamp", at.replace(microsecond=0))
    event.add("dtstart", begins.replace(microsecond=0).astimezone(ZoneInfo(zone)))
    event.add("dtend", ends.replace(microsecond=0).astimezone(ZoneInfo(zone)))
    event.add("summary", " ".join(summary.split()))
    event.add("description", url)
    event.add("url", vUri(url))
    event.add("transp", "TRANSPARENT")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def calendar_feed(name: str, entries: Iterable[Entry], zone: str) -> bytes:
    """Return a calendar that is fetched again and again; the same entries are the same bytes. It keeps nobody busy."""
    from icalendar import Calendar, Event, vUri

    calendar = Calendar()
    calendar.add("prodid", "-//Ella//Projects//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", " ".join(name.split()))
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", entry.changed_at.replace(microsecond=0))
        if isinstance(entry.begins, datetime):
            event.add("dtstart", entry.begins.replace(microsecond=0).astimezone(ZoneInfo(zone)))
            event.add("dtend", (entry.ends or entry.begins).replace(microsecond=0).astimezone(ZoneInfo(zone)))
        else:
            event.add("dtstart", entry.begins)
            event.add("dtend", entry.begins + timedelta(days=1))
        event.add("summary", " ".join(entry.summary.split()))
        event.add("url", vUri(entry.url))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()

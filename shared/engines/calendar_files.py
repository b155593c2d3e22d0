"""Calendar files (RFC 5545): until when somebody can do something, in a zone's time."""

from datetime import datetime
from zoneinfo import ZoneInfo


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

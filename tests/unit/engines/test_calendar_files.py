from datetime import UTC, datetime

import pytest
from icalendar import Calendar, Event

from shared.engines.calendar_files import calendar_file

BEGINS, ENDS = datetime(2026, 3, 20, 8, 30, tzinfo=UTC), datetime(2026, 4, 3, 8, 30, tzinfo=UTC)


def written(**changes: object) -> bytes:
    values: dict[str, object] = {
        "uid": "I1@ella",
        "revision": 2,
        "summary": "Acme: Backend engineer",
        "url": "https://ella.example/take?token=" + "x" * 100,
        "begins": BEGINS,
        "ends": ENDS,
        "zone": "Europe/Berlin",
        "at": BEGINS,
    }
    return calendar_file(**(values | changes))  # type: ignore[arg-type]


def event_in(content: bytes) -> Event:
    [event] = Calendar.from_ical(content).walk("VEVENT")
    assert isinstance(event, Event)
    return event


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/St_Johns"])
def test_the_window_is_the_same_instants_in_every_zone(zone: str) -> None:
    event = event_in(written(zone=zone))
    assert (event["dtstart"].dt, event["dtend"].dt) == (BEGINS, ENDS)


def test_a_zones_clocks_come_with_it() -> None:
    content = written()
    assert b"DTSTART;TZID=Europe/Berlin:20260320T093000" in content
    assert b"DTEND;TZID=Europe/Berlin:20260403T103000" in content
    assert b"BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin" in content


def test_no_line_is_longer_than_the_format_allows_and_every_one_ends_as_it_says() -> None:
    lines = written(summary="ä" * 200).split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert all(b"\n" not in line for line in lines)


def test_what_others_wrote_begins_no_line_of_its_own() -> None:
    title = "One, two; three\r\nATTENDEE:mailto:eve@example.com"
    event = event_in(written(summary=title))
    assert event["summary"] == "One, two; three ATTENDEE:mailto:eve@example.com"
    assert "attendee" not in event


def test_it_keeps_nobody_busy_and_replaces_an_older_one() -> None:
    event = event_in(written())
    assert (event["uid"], event["sequence"], event["transp"]) == ("I1@ella", 2, "TRANSPARENT")

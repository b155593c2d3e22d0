from datetime import date
from zoneinfo import ZoneInfo

import pytest

from shared.engines.scheduling.calendars import NINE_TO_FIVE
from shared.engines.task_files.project_xml import read_project
from shared.errors import InvalidInput
from tests.fixtures.task_files import PLAN

ZONE = ZoneInfo("Europe/Berlin")
MORNING = ((8 * 60, 12 * 60),)
SATURDAY = b"""<Calendar><UID>3</UID><WeekDays><WeekDay><DayType>7</DayType><DayWorking>1</DayWorking><WorkingTimes>
<WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime></WorkingTimes></WeekDay></WeekDays>
</Calendar></Calendars>"""


def plan(*changes: tuple[bytes, bytes]) -> bytes:
    data = PLAN.replace(b"EMAIL", b"rita@example.com")
    for old, new in changes:
        assert old in data
        data = data.replace(old, new)
    return data


def test_an_outline_is_who_lies_under_whom_and_the_project_itself_is_no_task() -> None:
    tasks = [task.data for task in read_project(plan(), ZONE).tasks]
    assert [(each["title"], each["parent"]) for each in tasks] == [
        ("Rooms", None),
        ("Paint", "1"),
        ("Lay floor", "1"),
        ("Party", None),
    ]


def test_links_have_their_relation_and_lags_in_tenths_of_minutes() -> None:
    links = [task.data["dependsOn"] for task in read_project(plan(), ZONE).tasks]
    assert links[2:] == [
        [{"externalId": "2", "relation": "SS", "lagMinutes": -120, "elapsed": False}],
        [{"externalId": "1", "relation": "FS", "lagMinutes": 1_440, "elapsed": True}],
    ]


def test_dates_are_on_the_zones_clocks_and_somebody_works_half_of_their_time() -> None:
    paint = read_project(plan(), ZONE).tasks[1].data
    assert (paint["constraint"], paint["constraintAt"]) == ("SNET", "2026-03-02T08:00:00+01:00")
    assert (paint["dueAt"], paint["estimatedMinutes"]) == ("2026-03-06T17:00:00+01:00", 960)
    assert paint["assignments"] == [{"email": "rita@example.com", "units": 50}]


def test_a_calendar_of_somebodys_leaves_to_its_base_what_it_does_not_say() -> None:
    found = read_project(plan(), ZONE)
    assert found.hours is not None
    assert found.hours.week == (*(NINE_TO_FIVE,) * 4, MORNING, (), ())
    assert found.hours.exceptions == {date(2026, 12, day): () for day in (24, 25, 26)}
    rita = found.people["rita@example.com"]
    assert (rita.week, rita.exceptions) == (((), *(NINE_TO_FIVE,) * 3, MORNING, (), ()), {})


def test_a_base_that_is_not_the_projects_calendar_counts_with_its_own_days() -> None:
    other = (b"<BaseCalendarUID>1</BaseCalendarUID>", b"<BaseCalendarUID>3</BaseCalendarUID>")
    found = read_project(plan((b"</Calendars>", SATURDAY), other), ZONE)
    assert found.people["rita@example.com"].week == ((), *(NINE_TO_FIVE,) * 4, MORNING, ())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<ToDate>2026-12-26T23:59:00</ToDate>", b"<ToDate>9999-12-26T23:59:00</ToDate>"),
        (b"<FromDate>2026-12-24T00:00:00</FromDate>", b""),
        (b"<FromTime>08:00:00</FromTime>", b"<FromTime>25:00:00</FromTime>"),
    ],
)
def test_calendars_that_can_not_be_read_are_refused(old: bytes, new: bytes) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_project(plan((old, new)), ZONE)
    assert refused.value.code == "bad_calendar"

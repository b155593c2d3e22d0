"""Working minutes, holidays, layers and clocks that change."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.scheduling.calendars import AROUND_THE_CLOCK, NINE_TO_FIVE, Calendar, Layer, layered
from shared.engines.scheduling.working_time import WorkingTime
from shared.errors import InvalidInput
from tests.fixtures.plans import CALENDARS, HOUR, PART_TIME, WORKDAY, at, shown


def test_work_leads_over_lunch_nights_and_weekends() -> None:
    time = WorkingTime(Calendar(), at("5 8:00"))
    monday = time.work(at("5 8:00"))
    assert shown(time.finishing(monday + 4 * HOUR)) == "5 12:00"
    assert shown(time.starting(monday + 4 * HOUR)) == "5 13:00"
    assert shown(time.finishing(monday + 5 * WORKDAY)) == "9 17:00"
    assert shown(time.starting(monday + 5 * WORKDAY)) == "12 8:00"
    assert time.work(at("10 12:00")) == monday + 5 * WORKDAY


@pytest.mark.thorough
@given(st.sampled_from(list(CALENDARS)), st.integers(-500_000, 500_000))
def test_the_moments_of_a_place_have_its_work_before_them(name: str, work: int) -> None:
    time = WorkingTime(CALENDARS[name], at("5 8:00"))
    assert time.work(time.starting(work)) == time.work(time.finishing(work)) == work
    assert time.finishing(work) <= time.starting(work)
    assert time.work(time.finishing(work) - 1) < work < time.work(time.starting(work) + 1)


@pytest.mark.thorough
@given(st.sampled_from(list(CALENDARS)), st.integers(at("5"), at("5") + 900_000), st.integers(0, 20_000))
def test_spans_hold_the_work_between_two_moments(name: str, start: int, length: int) -> None:
    time = WorkingTime(CALENDARS[name], at("5"))
    spans = time.spans(start, start + length)
    assert sum(end - first for first, end in spans) == time.work(start + length) - time.work(start)


@pytest.mark.parametrize(
    ("day", "minutes"),
    [("2026-03-28T22:00", 7 * HOUR), ("2026-10-24T21:00", 9 * HOUR), ("2026-05-02T21:00", 8 * HOUR)],
)
def test_a_night_shift_lasts_as_long_as_the_night_does(day: str, minutes: int) -> None:
    nights = Calendar(((), (), (), (), (), ((22 * HOUR, 24 * HOUR),), ((0, 6 * HOUR),)), zone="Europe/Berlin")
    time = WorkingTime(nights, at("2026-01-05T00:00"))
    assert time.work(at(day) + 600) - time.work(at(day) - 60) == minutes


def test_hours_that_the_clock_skips_are_worked_after_it() -> None:
    early = Calendar((*((),) * 6, ((2 * HOUR, 4 * HOUR),)), zone="Europe/Berlin")
    time = WorkingTime(early, at("2026-01-05T00:00"))
    # 02:00 does not occur on 29 March: it counts as 03:00 summer time, which is 01:00 UTC.
    assert time.spans(at("2026-03-29T00:00"), at("2026-03-29T12:00")) == [
        (at("2026-03-29T01:00"), at("2026-03-29T02:00"))
    ]


def test_a_person_is_part_time_and_has_everybodys_holidays() -> None:
    monday, saturday, wednesday = date(2026, 1, 5), date(2026, 1, 10), date(2026, 1, 7)
    calendar = layered(
        [
            Layer(exceptions={monday: (), saturday: NINE_TO_FIVE}, zone="Europe/Berlin"),
            Layer(exceptions={wednesday: ((8 * HOUR, 10 * HOUR),)}),
            Layer(week=PART_TIME),
        ]
    )
    assert calendar.zone == "Europe/Berlin"
    assert [calendar.hours(day) for day in (monday, saturday, wednesday)] == [(), (), ((9 * HOUR, 10 * HOUR),)]
    assert layered([Layer(exceptions={saturday: NINE_TO_FIVE}), Layer()]).hours(saturday) == NINE_TO_FIVE


@pytest.mark.parametrize(
    ("week", "zone", "code"),
    [
        (((),) * 7, "UTC", "no_working_time"),
        ((NINE_TO_FIVE,) * 6, "UTC", "bad_calendar"),
        ((((600, 500),),) * 7, "UTC", "bad_hours"),
        ((((0, 700), (600, 900)),) * 7, "UTC", "bad_hours"),
        ((((0, 1441),),) * 7, "UTC", "bad_hours"),
        (AROUND_THE_CLOCK, "Mars/Olympus", "bad_time_zone"),
        (AROUND_THE_CLOCK, "../etc/passwd", "bad_time_zone"),
    ],
)
def test_a_calendar_that_makes_no_sense_is_refused(
    week: tuple[tuple[tuple[int, int], ...], ...], zone: str, code: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        Calendar(week, zone=zone)
    assert refused.value.code == code


def test_time_is_reckoned_a_hundred_years_far() -> None:
    time = WorkingTime(CALENDARS["always"], at("9990-01-01T00:00"))
    assert time.work(at("9999-12-20T00:00")) > 0
    with pytest.raises(InvalidInput, match="100 years"):
        time.starting(10**9)

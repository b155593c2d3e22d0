"""When people work: the tenant's calendar, a project's, and what is different for some of its people."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import Field, PlainSerializer, StringConstraints, model_validator

from shared.data.repository import Entity
from shared.engines.scheduling.calendars import DAY, WEEK_DAYS, Calendar, Hours, Layer, layered
from shared.errors import InvalidInput
from shared.model import FrozenModel

TENANT_CALENDAR = "tenant"
MAX_EXCEPTIONS = 400
MAX_PEOPLE = 200

CalendarDay = Annotated[date, PlainSerializer(date.isoformat, return_type=str)]
Zone = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class Span(FrozenModel):
    """Work from one minute after midnight to another, the end excluded."""

    start: Annotated[int, Field(ge=0, lt=DAY)]
    end: Annotated[int, Field(gt=0, le=DAY)]


Spans = Annotated[tuple[Span, ...], Field(max_length=10)]


class DayHours(FrozenModel):
    """A day's work; no spans are a day off."""

    spans: Spans = ()


class DayException(FrozenModel):
    """A day that differs from its weekday; without spans it is a holiday."""

    day: CalendarDay
    spans: Spans = ()


class WorkingHours(FrozenModel):
    """Hours of each weekday, Monday first, as clocks in a zone show them; None leaves it to the calendar above."""

    week: Annotated[tuple[DayHours, ...], Field(min_length=WEEK_DAYS, max_length=WEEK_DAYS)] | None = None
    exceptions: Annotated[tuple[DayException, ...], Field(max_length=MAX_EXCEPTIONS)] = ()
    zone: Zone | None = None

    @model_validator(mode="after")
    def _sound(self) -> Self:
        try:
            layered([self.layer()])
        except InvalidInput as error:
            raise ValueError(error.message) from error
        return self

    def layer(self) -> Layer:
        """Return the hours as the scheduling engine layers them."""
        return Layer(
            None if self.week is None else tuple(_hours(day.spans) for day in self.week),
            {each.day: _hours(each.spans) for each in self.exceptions},
            self.zone,
        )


class PersonHours(FrozenModel):
    """How somebody's working time differs from their project's."""

    member_id: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    hours: WorkingHours


class WorkingCalendar(Entity):
    """A calendar by what it is of: the tenant, or a project by its id, with the hours of people in it."""

    hours: WorkingHours = WorkingHours()
    people: Annotated[tuple[PersonHours, ...], Field(max_length=MAX_PEOPLE)] = ()
    updated_by: str = ""
    updated_at: datetime | None = None


def calendars(
    above: WorkingCalendar | None, of_project: WorkingCalendar | None
) -> tuple[Calendar, dict[str, Calendar]]:
    """Return a project's calendar and those of its people whose hours differ."""
    layers = [each.hours.layer() for each in (above, of_project) if each is not None]
    people = of_project.people if of_project else ()
    return layered(layers), {each.member_id: layered([*layers, each.hours.layer()]) for each in people}


def _hours(spans: tuple[Span, ...]) -> Hours:
    return tuple((span.start, span.end) for span in spans)

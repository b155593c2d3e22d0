"""Projects: what they are called, when they run, what they may cost and who is in them."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, PlainSerializer, StringConstraints, computed_field, model_validator

from shared.data.repository import Entity
from shared.engines.custom_fields import FieldDefinition
from shared.engines.workflow import DEFAULT_WORKFLOW, Workflow
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput, NotFound
from shared.model import FrozenModel

MAX_MEMBERS = 200
"""So many that a project's document, which says who they are, stays small."""

Day = Annotated[date, PlainSerializer(date.isoformat, return_type=str)]
"""A day of the calendar, stored and sent as `2026-03-02`."""


class ProjectStatus(StrEnum):
    """Where a project stands."""

    PLANNED = "planned"
    ACTIVE = "active"
    ON_HOLD = "on_hold"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    ARCHIVED = "archived"


class ProjectRole(StrEnum):
    """What somebody does in a project; their role in the tenant says what they may do."""

    LEAD = "lead"
    CONTRIBUTOR = "contributor"
    OBSERVER = "observer"


class Budget(FrozenModel):
    """What a project may cost, in the smallest unit of a currency (ISO 4217): cents, where it has them."""

    amount: Annotated[int, Field(ge=0, le=10**15)]
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "USD"


class ProjectSettings(FrozenModel):
    """How a project's tasks go: their workflow, and the fields they have beside those of every task."""

    workflow: Workflow = DEFAULT_WORKFLOW
    custom_fields: Annotated[tuple[FieldDefinition, ...], Field(max_length=50)] = ()

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        keys = [definition.key for definition in self.custom_fields]
        if len(set(keys)) < len(keys):
            raise ValueError("two custom fields have the same key")
        return self


class ProjectPlace(FrozenModel):
    """Somebody's place in a project."""

    member_id: str
    role: ProjectRole
    added_by: str
    added_at: datetime


class Project(Entity):
    """A project; one that was deleted is kept, and found by nobody until it is restored."""

    name: str
    description: str = ""
    status: ProjectStatus = ProjectStatus.ACTIVE
    archived_from: ProjectStatus | None = None
    start_on: Day | None = None
    end_on: Day | None = None
    budget: Budget | None = None
    owner_id: str
    settings: ProjectSettings = ProjectSettings()
    places: tuple[ProjectPlace, ...] = ()
    deleted_at: datetime | None = None
    created_by: str
    created_at: datetime
    updated_at: datetime

    @computed_field
    @property
    def member_ids(self) -> tuple[str, ...]:
        """Who is in the project, stored so that projects are found, and conditions decided, by them."""
        return tuple(place.member_id for place in self.places)

    @computed_field
    @property
    def deleted(self) -> bool:
        """Whether it was deleted, stored so that lists leave it out."""
        return self.deleted_at is not None

    @property
    def starts_at(self) -> datetime:
        """When its plan begins: the midnight, in UTC, of the day it starts or was created."""
        return datetime.combine(self.start_on or self.created_at.date(), time(), UTC)

    def place_of(self, member_id: str) -> ProjectPlace | None:
        """Return somebody's place, None for who is not in the project."""
        return next((place for place in self.places if place.member_id == member_id), None)

    def scheduled(self, start_on: date | None, end_on: date | None) -> Self:
        """Return the project with other dates; raise InvalidInput where it would end before it starts."""
        if start_on is not None and end_on is not None and end_on < start_on:
            problem = FieldProblem("/endOn", "ends_before_start", "end on the day it starts, or later")
            raise InvalidInput("the project would end before it starts", fields=[problem])
        return self.with_(start_on=start_on, end_on=end_on)

    def require_open(self) -> None:
        """Raise FailedPrecondition once the project is archived."""
        if self.status is ProjectStatus.ARCHIVED:
            raise FailedPrecondition("the project is archived; restore it first", code="project_archived")

    def require_member(self, member_id: str) -> None:
        """Raise NotFound for somebody who is not in the project."""
        if self.place_of(member_id) is None:
            raise NotFound("there is no such project", code="project_not_found")

    def require_assignable(self, member_id: str) -> None:
        """Raise FailedPrecondition for somebody who is not in the project, or who only observes it."""
        place = self.place_of(member_id)
        if place is None or place.role is ProjectRole.OBSERVER:
            raise FailedPrecondition("only who works in the project is assigned to its tasks", code="not_assignable")

    def require_contributor(self, member_id: str) -> None:
        """Raise FailedPrecondition for somebody who only observes the project, or is not in it."""
        place = self.place_of(member_id)
        if place is None or place.role is ProjectRole.OBSERVER:
            raise FailedPrecondition("who observes a project books no time on it", code="not_contributor")

    def require_recipient(self, member_id: str) -> None:
        """Raise FailedPrecondition for somebody who is not in the project: reports on it are not for them."""
        if self.place_of(member_id) is None:
            raise FailedPrecondition("only members of the project get its reports", code="not_in_project")

    def placed(self, place: ProjectPlace) -> Self:
        """Return the project with somebody in a place; raise FailedPrecondition when it is full."""
        self.require_open()
        if self.place_of(place.member_id) is not None:
            places = tuple(place if each.member_id == place.member_id else each for each in self.places)
        elif len(self.places) >= MAX_MEMBERS:
            raise FailedPrecondition(f"a project has at most {MAX_MEMBERS} members", code="project_full")
        else:
            places = (*self.places, place)
        return self.with_(places=places, updated_at=place.added_at)

    def left(self, member_id: str, *, at: datetime) -> Self:
        """Return the project without somebody."""
        places = tuple(place for place in self.places if place.member_id != member_id)
        return self.with_(places=places, updated_at=at)

    def owned(self, by: str) -> Self:
        """Return the project with another owner; raise FailedPrecondition for somebody who is not in it."""
        if self.place_of(by) is None:
            raise FailedPrecondition("the owner is one of the project's members; add them first", code="not_in_project")
        return self.with_(owner_id=by)

    def copied(self, id: str, name: str, owner_id: str, days: int, *, by: str, at: datetime) -> Self:
        """Return a project like this one so many days later, with nobody but its owner in it, deleted until it is full.

        Raise InvalidInput where a day would lie beyond the calendar.
        """
        try:
            start_on, end_on = (day and day + timedelta(days=days) for day in (self.start_on, self.end_on))
        except OverflowError as error:
            raise InvalidInput("the copy's days would lie beyond the calendar", code="dates_out_of_range") from error
        place = ProjectPlace(member_id=owner_id, role=ProjectRole.LEAD, added_by=by, added_at=at)
        return self.with_(
            id=id,
            name=name,
            status=ProjectStatus.ACTIVE,
            archived_from=None,
            start_on=start_on,
            end_on=end_on,
            owner_id=owner_id,
            places=(place,),
            deleted_at=at,
            created_by=by,
            created_at=at,
            updated_at=at,
        )

    def archived(self, *, at: datetime) -> Self:
        """Return the project put away: nothing in it changes; raise FailedPrecondition when it is already."""
        self.require_open()
        return self.with_(status=ProjectStatus.ARCHIVED, archived_from=self.status, updated_at=at)

    def removed(self, *, at: datetime) -> Self:
        """Return the project as it is kept once it is deleted."""
        return self.with_(deleted_at=at, updated_at=at)

    def restored(self, *, at: datetime) -> Self:
        """Return the project as it stood before it was deleted, or archived; raise FailedPrecondition where neither."""
        if self.deleted_at is not None:
            return self.with_(deleted_at=None, updated_at=at)
        if self.archived_from is None:
            raise FailedPrecondition("the project is neither deleted nor archived", code="project_not_archived")
        return self.with_(status=self.archived_from, archived_from=None, updated_at=at)


class Milestone(Entity):
    """A point that a project is to reach by a day."""

    project_id: str
    name: str
    description: str = ""
    due_on: Day
    reached_at: datetime | None = None
    created_by: str
    created_at: datetime
    updated_at: datetime

    def copied(self, id: str, project_id: str, days: int, *, by: str, at: datetime) -> Self:
        """Return one like it so many days later, not reached yet, in another project; raise OverflowError far off."""
        return self.with_(
            id=id,
            project_id=project_id,
            due_on=self.due_on + timedelta(days=days),
            reached_at=None,
            created_by=by,
            created_at=at,
            updated_at=at,
        )

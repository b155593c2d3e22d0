"""Saved views: how somebody looks at the tasks of a project, for themselves or for everybody in it."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import Field, StringConstraints, computed_field

from shared.data.query import QueryShape
from shared.data.repository import Entity, Repository, found
from shared.domain.tasks.model import Moment, Priority
from shared.errors import FieldProblem, InvalidInput
from shared.model import FrozenModel, View

SHARED = "shared"
"""The audience of what everybody in the project sees; a private view's is its maker's id."""

VIEW_LIST = QueryShape(
    "savedViews", equals=("projectId", "audience"), sorts=(("name",),), required=("projectId", "audience")
)

_Text = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class ViewSort(StrEnum):
    """The orders in which tasks are listed."""

    NEWEST = "-createdAt"
    DUE = "dueAt"
    PRIORITY = "-priorityRank"


class ViewColumn(StrEnum):
    """What a view shows of each task."""

    ACTUAL_HOURS = "actualHours"
    ASSIGNEE = "assignee"
    CREATED_AT = "createdAt"
    DUE_AT = "dueAt"
    ESTIMATED_HOURS = "estimatedHours"
    PRIORITY = "priority"
    REPORTER = "reporter"
    STATUS = "status"
    TAGS = "tags"
    TITLE = "title"


class ViewGrouping(StrEnum):
    """What tasks are put together by."""

    ASSIGNEE = "assignee"
    PARENT = "parent"
    PRIORITY = "priority"
    STATUS = "status"


class Visibility(StrEnum):
    """Who sees a view."""

    PRIVATE = "private"
    SHARED = "shared"


class ViewFilters(FrozenModel):
    """The filters of a list of tasks, as `list_tasks` takes them."""

    status: _Text | None = None
    assignee_id: _Text | None = None
    priority: Priority | None = None
    parent_id: _Text | None = None
    tag: _Text | None = None
    due_from: Moment | None = None
    due_until: Moment | None = None


Columns = Annotated[tuple[ViewColumn, ...], Field(min_length=1, max_length=len(ViewColumn))]
DEFAULT_COLUMNS = (ViewColumn.TITLE, ViewColumn.STATUS, ViewColumn.ASSIGNEE, ViewColumn.DUE_AT)


class SavedView(Entity):
    """A view of the tasks of a project."""

    project_id: str
    name: str
    filters: ViewFilters = ViewFilters()
    sort: ViewSort = ViewSort.NEWEST
    columns: Columns = DEFAULT_COLUMNS
    group_by: ViewGrouping | None = None
    visibility: Visibility = Visibility.PRIVATE
    created_by: str
    created_at: datetime
    updated_at: datetime

    @computed_field
    @property
    def audience(self) -> str:
        """Who sees it, stored so that views are found by it."""
        return SHARED if self.visibility is Visibility.SHARED else self.created_by

    def consistent(self) -> Self:
        """Return the view; raise InvalidInput where no list of tasks could be asked for like this."""
        ranged = self.filters.due_from is not None or self.filters.due_until is not None
        if ranged and self.sort is not ViewSort.DUE:
            problem = FieldProblem("/sort", "invalid_sort", "sort by dueAt what is limited by it")
            raise InvalidInput("a range of due dates is sorted by them", code="invalid_sort", fields=[problem])
        if len(set(self.columns)) < len(self.columns):
            problem = FieldProblem("/columns", "duplicate_column", "name each column once")
            raise InvalidInput("a column is named twice", fields=[problem])
        return self


class SavedViewView(View):
    """A saved view."""

    id: str
    name: str
    filters: ViewFilters
    sort: ViewSort
    columns: Columns
    group_by: ViewGrouping | None
    visibility: Visibility
    created_by: str
    created_at: datetime
    updated_at: datetime


class SavedViewRepository(Repository[SavedView]):
    """Saved views by id."""

    collection: ClassVar[str] = "savedViews"
    noun: ClassVar[str] = "saved_view"
    model = SavedView

    async def get_for(self, project_id: str, id: str, caller: str) -> SavedView:
        """Return a view of a project that somebody sees; raise NotFound for any other."""
        view = await self.find(id)
        seen = view is not None and view.project_id == project_id and view.audience in (SHARED, caller)
        return found(view if seen else None, self.noun)

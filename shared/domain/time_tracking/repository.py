"""Where people's time is stored."""

from datetime import date, datetime, timedelta
from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.data.store import Filter, Operator, StoreQuery
from shared.domain.time_tracking.model import (
    DAY_SECONDS,
    MemberRates,
    TimeEntry,
    Timer,
    Timesheet,
    timesheet_id,
)

TIME_LIST = QueryShape(
    "timeEntries", equals=("createdBy", "projectId", "taskId"), sorts=(("-day",), ("day",)), ranges=("day",)
)
TIME_AROUND = QueryShape(
    "timeEntries", equals=("createdBy",), sorts=(("startedAt",),), ranges=("startedAt",), required=("createdBy",)
)
TIMESHEET_LIST = QueryShape(
    "timesheets", equals=("createdBy", "status"), sorts=(("-weekOf",), ("weekOf",)), ranges=("weekOf",)
)
_MOST_OVERLAPS = 100


class TimeEntryRepository(Repository[TimeEntry]):
    """Entries by id; those of a timer have the timer's id and a number."""

    collection: ClassVar[str] = "timeEntries"
    noun: ClassVar[str] = "time_entry"
    model = TimeEntry

    async def all_of(self, project_id: str, limit: int) -> list[TimeEntry]:
        """Return the entries of a project, at most `limit`, the latest day first."""
        filters = TIME_LIST.filters({"projectId": project_id})
        query = StoreQuery(self.collection, filters, TIME_LIST.orders(), limit)
        return [self._entity(document) for document in await self._reads.query(query)]

    async def on_task(self, task_id: str) -> list[TimeEntry]:
        """Return all entries of a task, the latest day first."""
        query = StoreQuery(self.collection, TIME_LIST.filters({"taskId": task_id}), TIME_LIST.orders())
        return [self._entity(document) for document in await self._reads.query(query)]

    async def week(self, member_id: str, week_of: date) -> list[TimeEntry]:
        """Return all of somebody's entries of a week, the latest day first."""
        days = (
            Filter("day", Operator.GREATER_OR_EQUAL, str(week_of)),
            Filter("day", Operator.LESS, str(week_of + timedelta(days=7))),
        )
        filters = (*TIME_LIST.filters({"createdBy": member_id}), *TIME_LIST.bounds(days))
        query = StoreQuery(self.collection, filters, TIME_LIST.orders())
        return [self._entity(document) for document in await self._reads.query(query)]

    async def overlapping(self, member_id: str, begin: datetime, end: datetime) -> list[TimeEntry]:
        """Return somebody's entries that lie in a stretch of time in part, at most 100, in order."""
        bounds = (
            Filter("startedAt", Operator.GREATER, begin - timedelta(seconds=DAY_SECONDS)),
            Filter("startedAt", Operator.LESS, end),
        )
        filters = (*TIME_AROUND.filters({"createdBy": member_id}), *TIME_AROUND.bounds(bounds))
        query = StoreQuery(self.collection, filters, TIME_AROUND.orders(), _MOST_OVERLAPS)
        found = [self._entity(document) for document in await self._reads.query(query)]
        return [entry for entry in found if entry.ended_at is not None and entry.ended_at > begin]


class TimerRepository(Repository[Timer]):
    """Timers by member."""

    collection: ClassVar[str] = "timers"
    noun: ClassVar[str] = "timer"
    model = Timer


class TimesheetRepository(Repository[Timesheet]):
    """Weeks by member and Monday."""

    collection: ClassVar[str] = "timesheets"
    noun: ClassVar[str] = "timesheet"
    model = Timesheet

    async def of(self, member_id: str, week_of: date) -> Timesheet:
        """Return a week of somebody's, an open one where nothing was written of it."""
        id = timesheet_id(member_id, week_of)
        return await self.find(id) or Timesheet(id=id, created_by=member_id, week_of=week_of)


class MemberRatesRepository(Repository[MemberRates]):
    """Hourly rates by member."""

    collection: ClassVar[str] = "memberRates"
    noun: ClassVar[str] = "rates"
    model = MemberRates

    async def of(self, member_id: str) -> MemberRates:
        """Return somebody's rates, none where none were set."""
        return await self.find(member_id) or MemberRates(id=member_id)

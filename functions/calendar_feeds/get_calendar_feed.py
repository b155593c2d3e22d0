"""What lies ahead in somebody's projects, for calendar programs; the address says whose, its signature proves it."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from pydantic import StringConstraints

from shared.auth.tenant_states import TenantState
from shared.data.store import StoreQuery
from shared.data.unit_of_work import Reads
from shared.domain.activity.model import ACTIVITY_LIST
from shared.domain.projects.feeds import CalendarFeedRepository, read_token
from shared.domain.projects.model import Milestone, Project, ProjectStatus
from shared.domain.projects.repository import MILESTONE_LIST, PROJECT_LIST, MilestoneRepository, ProjectRepository
from shared.domain.schedules.repository import SnapshotRepository
from shared.domain.schedules.snapshots import PlannedRow
from shared.domain.tasks.model import Task
from shared.domain.tasks.repository import TaskRepository
from shared.domain.tenants.repository import MemberRepository, TenantRepository
from shared.engines.calendar_files import Entry, calendar_feed
from shared.errors import NotFound
from shared.runtime.calendars import CALENDAR, CalendarText
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Access, query
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import FEEDS
from shared.runtime.requests import Request

MAX_PROJECTS = 20
MAX_COMPARED = 200
MAX_TASKS = 500
MAX_MILESTONES = 100


class GetCalendarFeed(Request):
    """The token that the address ends with."""

    token: Annotated[str, StringConstraints(min_length=1, max_length=500)]


@query(
    "GET /v1/calendar-feeds/{token}",
    access=Access.ANONYMOUS,
    tenantless=True,
    limits=(FEEDS,),
    errors=(NotFound,),
    runtime=Runtime.ANALYTICS,
    wire=CALENDAR,
)
async def get_calendar_feed(request: GetCalendarFeed, ctx: QueryContext) -> CalendarText:
    """Get due dates, milestones and planned tasks of a member's open projects, the twenty busy last."""
    token, gone = read_token(request.token), NotFound("there is no such calendar", code="calendar_feed_not_found")
    if token is None:
        raise gone
    reads = ctx.reads
    reads.enter_tenant(token.tenant_id)
    tenants, feeds, members = TenantRepository(reads), CalendarFeedRepository(reads), MemberRepository(reads)
    own = token.member_id
    await reads.get_many([tenants.path(token.tenant_id), feeds.path(own), members.path(own)])
    tenant, feed, member = await tenants.find(token.tenant_id), await feeds.find(own), await members.find(own)
    if tenant is None or feed is None or member is None or feed.key != token.key:
        raise gone
    if tenant.state is not TenantState.ACTIVE or not member.is_active:
        raise gone
    entries = [
        entry
        for project in await _projects(reads, own)
        for entry in await _entries(reads, project, ctx.config.public_url)
    ]
    text = await asyncio.to_thread(calendar_feed, tenant.name, entries, tenant.time_zone)
    return CalendarText(text=text.decode())


async def _projects(reads: Reads, member_id: str) -> list[Project]:
    """Return the member's open projects in which something was done last; a task that is edited counts."""
    filters = PROJECT_LIST.filters({"deleted": False, "memberIds": member_id})
    orders = PROJECT_LIST.orders(("-updatedAt",))
    found = await reads.query(StoreQuery(PROJECT_LIST.collection, filters, orders, MAX_COMPARED))
    projects = await ProjectRepository(reads).get_many([str(each.data["id"]) for each in found])
    there = [each for each in projects if each is not None and each.status is not ProjectStatus.ARCHIVED]
    if len(there) > MAX_PROJECTS:
        moments = await asyncio.gather(*(_changed_at(reads, each) for each in there))
        changed_at = {project.id: moment for project, moment in zip(there, moments, strict=True)}
        there.sort(key=lambda project: changed_at[project.id], reverse=True)
    return there[:MAX_PROJECTS]


async def _changed_at(reads: Reads, project: Project) -> datetime:
    filters = ACTIVITY_LIST.filters({"projectId": project.id})
    last = await reads.query(StoreQuery(ACTIVITY_LIST.collection, filters, ACTIVITY_LIST.orders(), 1))
    return max([project.updated_at, *(each.data["createdAt"] for each in last)])


async def _entries(reads: Reads, project: Project, root: str) -> list[Entry]:
    filters = MILESTONE_LIST.filters({"projectId": project.id})
    milestones, tasks, snapshot = await asyncio.gather(
        reads.query(StoreQuery(MILESTONE_LIST.collection, filters, MILESTONE_LIST.orders(), MAX_MILESTONES)),
        TaskRepository(reads).all_of(project.id, MAX_TASKS),
        SnapshotRepository(reads).find(project.id),
    )
    rows = await SnapshotRepository(reads).rows(snapshot)
    reached = await MilestoneRepository(reads).get_many([str(each.data["id"]) for each in milestones])
    found = [_of_milestone(each, project, root) for each in reached if each is not None]
    for task in tasks:
        if not task.stage.final:
            found += _of_task(task, rows.get(task.id), project, root)
    return found


def _of_milestone(milestone: Milestone, project: Project, root: str) -> Entry:
    return Entry(
        f"milestone-{milestone.id}@ella",
        f"{project.name}: {milestone.name}",
        f"{root}/projects/{project.id}",
        milestone.updated_at,
        milestone.due_on,
    )


def _of_task(task: Task, row: PlannedRow | None, project: Project, root: str) -> Iterator[Entry]:
    summary, url = f"{project.name}: {task.title}", f"{root}/projects/{project.id}/tasks/{task.id}"
    if task.due_at is not None:
        yield Entry(f"due-{task.id}@ella", f"{summary} (due)", url, task.updated_at, task.due_at)
    if row is not None:
        yield Entry(f"task-{task.id}@ella", summary, url, task.updated_at, row.start, row.finish)

"""Sums of booked time drift where somebody repairs data by hand; each project is added up again once a week.

A project on which time is booked meanwhile is left for the next week.
"""

from collections.abc import AsyncIterator
from datetime import date
from typing import Any
from zlib import crc32

from shared.data.pagination import PageRequest
from shared.data.store import Document, Filter, Operator, StoreQuery
from shared.domain.projects.repository import ProjectRepository
from shared.domain.time_tracking.booking import project_paths
from shared.domain.time_tracking.recounting import Sums, add, mend_project, mend_task, mend_week, wrong
from shared.domain.time_tracking.repository import TIME_LIST, TimeEntryRepository, TimesheetRepository
from shared.domain.upkeep.events import TenantUpkeepDue
from shared.observability import logging
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

BATCH = 100
EVERY = 7
Week = tuple[str, date]


@subscriber(TenantUpkeepDue, external=True)
async def reconcile_time(event: TenantUpkeepDue, ctx: ExternalContext) -> None:
    """Hold what tasks, projects and weeks are said to have taken against the entries, and mend what is wrong."""
    today = date.fromisoformat(event.day).toordinal() % EVERY
    weeks: set[Week] = set()
    async for project in _all(ctx, StoreQuery(ProjectRepository.collection, limit=BATCH)):
        if crc32(project.data["id"].encode()) % EVERY == today:
            weeks |= await _reconcile(ctx, project.data["id"])
    async for sheet in _all(ctx, StoreQuery(TimesheetRepository.collection, limit=BATCH)):
        if crc32(sheet.data["id"].encode()) % EVERY == today:
            weeks.add((sheet.data["createdBy"], date.fromisoformat(sheet.data["weekOf"])))
    for member_id, week_of in sorted(weeks):
        if await ctx.prepare(lambda work, who=member_id, week=week_of: mend_week(work, who, week)):
            logging.warning("a week was added up wrong, and is right again", memberId=member_id, week=str(week_of))


async def _reconcile(ctx: ExternalContext, project_id: str) -> set[Week]:
    """Mend what is counted of one project; return the weeks that its entries lie in."""
    shards = project_paths(project_id)
    held = dict(zip(shards, await ctx.prepare(lambda work: work.get_many(shards)), strict=True))
    before = {path: document.version if document else None for path, document in held.items()}
    of_project = (Filter("projectId", Operator.EQUAL, project_id),)
    async for document in _all(ctx, StoreQuery("taskTime", of_project, limit=BATCH)):
        held[f"taskTime/{document.path.rpartition('/')[2]}"] = document
    sums: Sums = {}
    weeks: set[Week] = set()
    cursor: str | None = None
    while True:
        request = PageRequest(BATCH, cursor)
        page = await ctx.prepare(
            lambda work, request=request: TimeEntryRepository(work).page(TIME_LIST, request, {"projectId": project_id})
        )
        add(sums, page.items)
        weeks |= {(entry.created_by, entry.week_of) for entry in page.items}
        cursor = page.next_cursor
        if cursor is None:
            break
    different = wrong(held, sums)
    for path in different:
        id = path.partition("/")[2]
        if path not in shards and await ctx.prepare(lambda work, id=id: mend_task(work, id, project_id)):
            logging.warning("a task's time was added up wrong, and is right again", taskId=id)
    if not {*shards}.isdisjoint(different):
        if await ctx.prepare(lambda work: mend_project(work, project_id, sums, before)):
            logging.warning("a project's time was added up wrong, and is right again", projectId=project_id)
        else:
            logging.info("time is being booked; it is added up again next week", projectId=project_id)
    return weeks


async def _all(ctx: ExternalContext, query: StoreQuery) -> AsyncIterator[Document]:
    after: tuple[Any, ...] | None = None
    while True:
        page = StoreQuery(query.collection, query.filters, query.orders, query.limit, after)
        found = await ctx.prepare(lambda work, page=page: work.query(page))
        for document in found:
            yield document
        if len(found) < BATCH:
            return
        after = (found[-1].path,)
